import CallInterface
import FlowDocument

/// Where a written URI leads to, as far as that can be known without running the flow.
enum Destination: Hashable {
  /// A fragment alone: a dialog of the document at work, the first one where it is empty.
  case dialog(String)
  /// A local file: its absolute URI without fragment, and the fragment.
  case file(String, fragment: String?)
  /// Another machine, a server's path, a page that is computed.
  case elsewhere

  init(_ text: String, in document: Document) {
    let trimmed = Self.trimmed(text)
    if trimmed.hasPrefix("#") {
      self = .dialog(String(trimmed.dropFirst()))
      return
    }
    guard !trimmed.isEmpty, let absolute = URIReference.resolve(trimmed, against: document.base) else {
      self = .elsewhere
      return
    }
    let (uri, fragment) = URIReference.splitFragment(absolute)
    // A path from the root is a server's: no flow that is read from a folder means the root of the disk.
    if uri.lowercased().hasPrefix("file:"), !uri.contains("?"), !trimmed.hasPrefix("/"), !Self.isComputed(uri) {
      self = .file(uri, fragment: fragment)
    } else {
      self = .elsewhere
    }
  }

  /// Whether a name is that of a program on a server, not of a file to be read.
  private static func isComputed(_ uri: String) -> Bool {
    guard let name = uri.split(separator: "/", omittingEmptySubsequences: false).last else { return true }
    guard let dot = name.lastIndex(of: ".") else { return name.isEmpty }
    return programs.contains(name[name.index(after: dot)...].lowercased())
  }

  private static let programs: Set<String> = [
    "action", "ashx", "asp", "aspx", "cfm", "cgi", "do", "exe", "fcgi", "jsp", "jspx", "php", "php3", "php4", "php5",
    "phtml", "pl", "py", "rb", "svc",
  ]

  static func trimmed(_ text: String) -> String {
    let isBlank: (Character) -> Bool = \.isWhitespace
    guard let first = text.firstIndex(where: { !isBlank($0) }), let last = text.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(text[first...last])
  }
}

enum RootReference {
  /// The identity of a document's application root, wherever that is.
  static func key(of document: Document) -> String? {
    document.application
      .flatMap { URIReference.resolve(Destination.trimmed($0.value), against: document.base) }
      .map { FlowIdentity.key(URIReference.splitFragment($0).uri) }
  }
}
