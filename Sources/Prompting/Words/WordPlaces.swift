import CallInterface

/// Where the words of a flow are.
public enum WordPlaces {
  /// The name of the list of languages in a folder of words.
  public static let list = "languages"

  /// A folder by its URI, without query and fragment, with a slash at its end; `nil` where it is no absolute URI.
  public static func folder(_ uri: String, base: String) -> String? {
    let name = uri.trimmed
    guard !name.isEmpty, let resolved = URIReference.resolve(name, against: base) else { return nil }
    var parts = URIParts(resolved)
    guard parts.scheme != nil else { return nil }
    parts.query = nil
    parts.fragment = nil
    if !parts.path.hasSuffix("/") { parts.path += "/" }
    return parts.description
  }

  /// The folders `Prompts` beside a file and above it, the nearest first; empty for a document of the web, which names its
  /// folder, because nobody wants to ask a server for all of them.
  public static func folders(above document: String) -> [String] {
    var parts = URIParts(document)
    guard parts.scheme == "file" else { return [] }
    parts.query = nil
    parts.fragment = nil
    var path = parts.path[...]
    var folders: [String] = []
    while let slash = path.lastIndex(of: "/"), folders.count < 64 {
      parts.path = path[...slash] + "Prompts/"
      folders.append(parts.description)
      path = path[..<slash]
    }
    return folders
  }

  /// The table of one language.
  public static func table(of line: LanguageList.Line, in folder: String) -> String {
    self.folder(of: line, in: folder) + "prompts.tsv"
  }

  public static func folder(of line: LanguageList.Line, in folder: String) -> String {
    folder + line.folder + "/"
  }
}

enum URIPath {
  /// A relative path as it stands in a URI.
  static func encoded(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80, "-._~/".unicodeScalars.contains(scalar) || Character(scalar).isASCIIName {
        text.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return text
  }
}

extension Character {
  fileprivate var isASCIIName: Bool { isASCII && (isLetter || isNumber) }
}
