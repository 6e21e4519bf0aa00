import CalendarSources
import Calendars
import CallInterface
import CallRuntime
import FlowDocument
import FlowLint
import FlowParser
import Prompting

/// Reads flows and everything that they name, once each, and looks for what is wrong.
struct FlowReading {
  private let files: PinnedFiles
  private let parsing: ParserOptions
  /// Past so many documents no more are read: it has to end.
  private static let limit = 1_000

  init(_ files: PinnedFiles, parsing: ParserOptions) {
    self.files = files
    self.parsing = parsing
  }

  /// In the order of the flows; the documents that they lead to after each.
  func findings(in flows: [String]) async -> [Diagnostic] {
    var documents: [String: (document: Document, bytes: [UInt8])] = [:]
    var order: [String] = []
    var findings: [Diagnostic] = []
    var missing: [String: LoadFailure] = [:]
    var waiting = flows.map { URIReference.splitFragment($0).uri }
    let first = Set(waiting)
    while !waiting.isEmpty, documents.count < Self.limit {
      let uri = waiting.removeFirst()
      guard documents[uri] == nil, missing[uri] == nil else { continue }
      do throws(LoadFailure) {
        let loaded = try await files.load(uri, by: parsing)
        let result = FlowParser(options: parsing).parseDocument(loaded.bytes, uri: uri, charset: loaded.charset)
        findings += result.diagnostics
        guard let document = result.value else { continue }
        documents[uri] = (document, loaded.bytes)
        order.append(uri)
        waiting += WalkedFlow(document).localFlows
      } catch {
        missing[uri] = error
        // What another one leads to and is not there is a finding of that one, with its place.
        if first.contains(uri) { findings.append(.error("the flow cannot be read: \(error)", rule: "file", in: uri)) }
      }
    }
    let tables = CollectedFindings()
    let store = ResourceStore(
      loader: files,
      options: ResourceOptions(parsing: parsing, onDiagnostics: tables.add))
    var words: [String: FoundWords] = [:]
    for (uri, known) in documents where known.document.usesWords { words[uri] = await store.words(of: known.document) }
    let all = order.compactMap { documents[$0]?.document }
    for uri in order {
      guard let (document, bytes) = documents[uri] else { continue }
      var absent: Set<String> = []
      for file in WalkedFlow(document).localFiles where await !isThere(file) { absent.insert(file) }
      var calendars: [String: Result<CalendarFile, CalendarFileFault>] = [:]
      for file in WalkedFlow(document).calendarFiles { calendars[file] = await calendar(file) }
      findings += FlowLinter().lint(
        document, source: bytes, documents: all, load: { documents[$0]?.document },
        exists: { !absent.contains($0) && missing[$0] == nil }, words: { words[$0.uri] ?? .none },
        calendars: CalendarSurroundings(
          year: CivilDay(number: Int(WallClock.now() / 86_400_000)).year, zone: ZoneDatabase.system.rules,
          file: { calendars[$0] }))
    }
    return findings + tables.all
  }

  /// Reading a grammar, a script or data keeps it.
  private func isThere(_ uri: String) async -> Bool {
    do throws(LoadFailure) {
      _ = try await files.load(uri, by: parsing)
      return true
    } catch {
      return false
    }
  }

  private func calendar(_ uri: String) async -> Result<CalendarFile, CalendarFileFault>? {
    do throws(LoadFailure) {
      let loaded = try await files.load(uri, by: parsing)
      return ICalendarReader().result(loaded.bytes)
    } catch {
      // That it is missing is a finding of its own.
      return nil
    }
  }
}
