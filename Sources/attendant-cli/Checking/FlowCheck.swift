import CalendarSources
import Calendars
import CallInterface
import CallRuntime
import CallScenarios
import FlowDocument
import FlowLint
import FlowParser
import Foundation
import Prompting

/// Everything that can be found in some files without running them.
struct FlowCheck {
  let files: [String]
  private let parser = FlowParser(options: ParserOptions(mode: .strict))
  private let tables = CollectedFindings()
  private let words: ResourceStore

  init(files: [String]) {
    self.files = files
    words = ResourceStore(loader: FileLoader(), options: ResourceOptions(onDiagnostics: tables.add))
  }

  /// In the order of the files, and in each of the places; then those in the tables of words that the flows use.
  func findings() async -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for file in files { findings += await self.findings(in: file) }
    return findings + tables.all
  }

  private func findings(in file: String) async -> [Diagnostic] {
    let uri = FileURI.uri(of: file)
    guard let path = FileURI.path(of: uri) else {
      return [Finding.file(file, "only files can be checked")]
    }
    let bytes: [UInt8]
    do throws(SourceFile.Unreadable) {
      bytes = try SourceFile.bytes(path)
    } catch {
      return [Finding.file(file, error.reason)]
    }
    if [".grxml", ".srgs", ".gram"].contains(where: path.lowercased().hasSuffix) {
      return parser.parseGrammar(bytes, uri: uri).diagnostics
    }
    let result = parser.parseDocument(bytes, uri: uri)
    guard let document = result.value else { return result.diagnostics }
    let found = await words(around: document)
    let meant = FlowLinter().lint(
      document, source: bytes, load: load, exists: exists, words: { found[$0.uri] ?? .none }, calendars: calendars)
    return (result.diagnostics + meant).sorted { $0.location < $1.location }
  }

  /// Of a document and its application root, by their URIs.
  private func words(around document: Document) async -> [String: FoundWords] {
    let root = document.application.flatMap { URIReference.resolve($0.value, against: document.base) }
      .map { URIReference.splitFragment($0).uri }
    var found: [String: FoundWords] = [:]
    for flow in [document, root.flatMap(load)].compactMap(\.self) where flow.usesWords {
      found[flow.uri] = await words.words(of: flow)
    }
    return found
  }

  /// A flow that another one names, if it can be read at all.
  private func load(_ uri: String) -> Document? {
    guard let path = FileURI.path(of: uri), let data = FileManager.default.contents(atPath: path) else { return nil }
    return FlowParser().parseDocument([UInt8](data), uri: uri).value
  }

  private var calendars: CalendarSurroundings {
    CalendarSurroundings(
      year: CivilDay(number: Int(WallClock.now() / 86_400_000)).year, zone: ZoneDatabase.system.rules
    ) { uri in
      guard let path = FileURI.path(of: uri), let data = FileManager.default.contents(atPath: path) else { return nil }
      return ICalendarReader().result([UInt8](data))
    }
  }

  private func exists(_ uri: String) -> Bool {
    FileURI.path(of: uri).map { FileManager.default.fileExists(atPath: $0) } ?? true
  }
}
