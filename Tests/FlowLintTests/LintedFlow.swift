import CalendarSources
import Calendars
import FlowDocument
import FlowLint
import FlowParser
import Testing

/// A small flow of several files, linted as a command would lint it.
struct LintedFlow {
  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  /// By name: what stands inside `<vxml>`, or a whole document, or any text of another kind.
  var files: [String: String] = [:]
  /// Names of the flows that are given together; the others are only loaded.
  var given: [String] = []
  var tellsFiles = true
  /// Of today, where calendars' surroundings are told.
  var year: Int?
  var parsing = ParserOptions()

  static let folder = "file:///flows/"

  /// Findings in one file, each as `line: severity: message [rule]`.
  func findings(in name: String, _ content: String) throws -> [String] {
    try diagnostics(in: name, content).map {
      "\($0.location.line): \($0.severity.rawValue): \($0.message) [\($0.rule)]"
    }
  }

  func diagnostics(in name: String, _ content: String) throws -> [Diagnostic] {
    var flow = self
    flow.files[name] = content
    let known = flow
    let document = try known.document(Self.folder + name)
    let others = try given.map { try known.document(Self.folder + $0) }
    return FlowLinter().lint(
      document, source: Array(Self.wrapped(content).utf8), documents: others + [document],
      load: { try? known.document($0) },
      exists: tellsFiles ? { known.text(at: $0) != nil } : nil,
      calendars: year.map { year in
        CalendarSurroundings(year: year, zone: ZoneDatabase.system.rules) { uri in
          known.text(at: uri).map { ICalendarReader().result(Array($0.utf8)) }
        }
      })
  }

  private func text(at uri: String) -> String? {
    files[String(uri.dropFirst(Self.folder.count))]
  }

  private func document(_ uri: String) throws -> Document {
    guard let text = text(at: uri) else { throw Unreadable(description: "no file \(uri)") }
    let result = FlowParser(options: parsing).parseDocument(Array(Self.wrapped(text).utf8), uri: uri)
    guard let document = result.value else {
      throw Unreadable(description: result.diagnostics.map(\.description).joined(separator: "\n"))
    }
    return document
  }

  /// The first line of the content is the first line of the file.
  static func wrapped(_ content: String) -> String {
    if content.hasPrefix("<vxml") || content.hasPrefix("{") { return content }
    return "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\">" + content + "</vxml>"
  }
}

/// What a single file without any others gives.
func findings(_ content: String) throws -> [String] {
  try LintedFlow().findings(in: "flow.vxml", content)
}

func leaf(_ content: String) -> String {
  "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\" application=\"root.vxml\">" + content + "</vxml>"
}
