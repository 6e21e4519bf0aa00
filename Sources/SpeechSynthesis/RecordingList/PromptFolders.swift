import CallInterface
public import FlowDocument
public import FlowParser
import Glibc
import Prompting

/// The recordings on disk: a folder a language in a folder `Prompts`, each with its manifest.
public struct PromptFolders: Sendable {
  /// Absolute.
  public let path: String
  private let manifests: [String: PromptManifest]
  /// The languages that words by key are said in; empty where there is no list of them.
  let languages: LanguageList
  /// What is wrong in the manifests.
  public let problems: [Diagnostic]

  public init(_ path: String) {
    self.path = path
    var manifests: [String: PromptManifest] = [:]
    var problems: [Diagnostic] = []
    for language in DiskFile.names(in: path).sorted() where DiskFile.isFolder("\(path)/\(language)") {
      let file = "\(path)/\(language)/prompts.tsv"
      guard let bytes = DiskFile.read(file) else {
        manifests[language] = PromptManifest()
        continue
      }
      let (manifest, found) = PromptManifest.parse(bytes)
      manifests[language] = manifest
      problems += found.map { Self.diagnostic($0, in: file) }
    }
    let list = "\(path)/\(WordPlaces.list)"
    let (languages, found) = LanguageList.parse(DiskFile.read(list) ?? [])
    self.languages = languages
    problems += found.map { Self.diagnostic($0, in: list) }
    self.manifests = manifests
    self.problems = problems
  }

  private static func diagnostic(_ problem: PromptManifest.Problem, in file: String) -> Diagnostic {
    Diagnostic(
      severity: .error, rule: "manifest", message: problem.message, file: file,
      location: SourceLocation(line: problem.line, column: problem.column), sourceLine: problem.sourceLine)
  }

  /// The folder `Prompts` that belongs to a flow: beside it or above it; beside it where there is none yet.
  public static func path(forFlow file: String) -> String {
    let beside = DiskFile.folder(of: file)
    var folder = beside
    while true {
      if DiskFile.isFolder(folder + "/Prompts") { return folder + "/Prompts" }
      let above = DiskFile.folder(of: folder)
      if above == folder { return beside + "/Prompts" }
      folder = above
    }
  }

  /// The folder that a flow or its application root names (property `ivr.prompts`), and else `path(forFlow:)`.
  /// - Parameter others: the root may be among them.
  public static func path(of flow: Document, among others: [Document]) -> String {
    let root = flow.application.flatMap { URIReference.resolve($0.value, against: flow.base) }
      .map { URIReference.splitFragment($0).uri }
    for document in [flow] + others.filter({ $0.uri == root }) {
      guard let named = document.properties.last(where: { $0.name == "ivr.prompts" })?.value.value,
        let folder = WordPlaces.folder(named, base: document.base), folder.hasPrefix("file:")
      else { continue }
      return String(FilePaths.path(of: folder).dropLast())
    }
    return path(forFlow: FilePaths.path(of: flow.uri))
  }

  /// The paths of what is recorded, by language and id.
  public var recorded: [String: [String: String]] {
    var paths: [String: [String: String]] = [:]
    for (language, manifest) in manifests {
      for entry in manifest.entries {
        guard let name = entry.file, DiskFile.exists("\(path)/\(language)/\(name)") else { continue }
        paths[language, default: [:]][entry.id] = "\(path)/\(language)/\(name)"
      }
    }
    return paths
  }

  /// The folder of a language's recordings: the one with the longest part of the tag as its name, and else the one
  /// that such a language usually has.
  func folder(for language: String) -> String {
    var parts = language.split(separator: "-").map(String.init)
    while !parts.isEmpty {
      let name = parts.joined(separator: "-").lowercased()
      if let folder = manifests.keys.sorted().first(where: { $0.lowercased() == name }) { return folder }
      parts.removeLast()
    }
    let lowercased = language.lowercased().split(separator: "-").map(String.init)
    guard lowercased.first == "zh" else { return lowercased.first ?? "und" }
    return lowercased.dropFirst().contains { ["hk", "mo", "yue"].contains($0) } ? "yue" : "cmn"
  }

  func manifest(for language: String) -> PromptManifest {
    manifests[folder(for: language)] ?? PromptManifest()
  }

  /// What a language itself says for a key.
  func entry(_ key: String, of line: LanguageList.Line) -> PromptManifest.Entry? {
    manifests[line.folder]?.entry(id: key)
  }

  /// Every key of any language that begins like that. What is recorded between gaps has the key with a number behind it: that
  /// is no key to say.
  func keys(beginningWith beginning: String) -> [String] {
    let keys = languages.lines.reduce(into: Set<String>()) { keys, line in
      keys.formUnion((manifests[line.folder]?.entries ?? []).map(\.id).filter { $0.hasPrefix(beginning) })
    }
    return keys.filter { key in
      guard let dot = key.lastIndex(of: "."), Int(key[key.index(after: dot)...]) != nil else { return true }
      return !keys.contains(String(key[..<dot]))
    }.sorted()
  }

  func file(_ name: String, language: String) -> String {
    "\(path)/\(folder(for: language))/\(name)"
  }

  /// The entry for a sound by its path.
  func entry(at path: String) -> PromptManifest.Entry? {
    for (language, manifest) in manifests {
      let folder = "\(self.path)/\(language)/"
      if path.hasPrefix(folder) { return manifest.entry(file: String(path.dropFirst(folder.count))) }
    }
    return nil
  }
}
