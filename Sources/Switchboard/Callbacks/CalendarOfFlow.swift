import CalendarSources
public import Calendars
import CallInterface
public import CallRuntime
import FlowDocument
public import FlowParser

/// The hours of a calendar of a flow (`ivr:calendar`), holidays and all.
public struct CalendarOfFlow: OpeningHours {
  private let calendar: BusinessCalendar

  public init(_ calendar: BusinessCalendar) {
    self.calendar = calendar
  }

  public func isOpen(at now: Int64) -> Bool { calendar.state(at: now).isOpen }

  public func nextOpening(after now: Int64) -> Int64? {
    let state = calendar.state(at: now)
    return state.isOpen ? now : state.nextChange?.milliseconds
  }

  /// Reads a calendar and the file that it names.
  /// - Parameter uri: of the flow, with the calendar's name behind `#`.
  /// - Throws: what is wrong in the flow or its file, or that there is no such calendar.
  public static func read(
    _ uri: String, loader: any ResourceLoading = StandardLoader(), parsing: ParserOptions = ParserOptions()
  ) async throws(FlowFindings) -> CalendarOfFlow {
    let (flow, name) = URIReference.splitFragment(uri)
    let source = try await load(flow, for: flow, at: SourceLocation(line: 1, column: 1), loader, parsing)
    let result = FlowParser(options: parsing).parseDocument(source.bytes, uri: flow, charset: source.charset)
    guard let document = result.value else {
      throw FlowFindings(errors: result.diagnostics.filter { $0.severity == .error })
    }
    let calendars = document.initialisation.compactMap { step in
      if case .calendar(let calendar) = step { calendar } else { nil }
    }
    guard let element = calendars.first(where: { $0.name.value == name }) else {
      let near = Suggestion.nearest(to: name ?? "", in: calendars.map(\.name.value)).map { "; did you mean '\($0)'?" }
      throw finding("there is no calendar '\(name ?? "")' in it\(near ?? "")", in: flow, at: document.location)
    }
    return CalendarOfFlow(try await calendar(element, of: document, loader, parsing))
  }

  private static func calendar(
    _ element: CalendarElement, of document: Document, _ loader: any ResourceLoading, _ parsing: ParserOptions
  ) async throws(FlowFindings) -> BusinessCalendar {
    let (own, faults) = element.readLines()
    if let fault = faults.first { throw finding("\(fault.fault)", in: document.uri, at: fault.location) }
    guard let named = element.timezone else {
      throw finding("the calendar has no time zone", in: document.uri, at: element.location)
    }
    let zone: ZoneRules
    switch ZoneDatabase.system.rules(named.value) {
    case .success(let rules): zone = rules
    case .failure(let fault): throw finding("\(fault)", in: document.uri, at: named.location)
    }
    guard let source = element.source else { return BusinessCalendar(own, with: nil, in: zone) }
    guard let uri = URIReference.resolve(source.value, against: document.base) else {
      throw finding("'\(source.value)' is not a URI", in: document.uri, at: source.location)
    }
    let file = try await load(uri, for: document.uri, at: source.location, loader, parsing)
    switch ICalendarReader().result(file.bytes) {
    case .success(let holidays):
      return BusinessCalendar(own, with: holidays, in: zone)
    case .failure(let fault):
      throw finding("\(uri): \(fault)", in: document.uri, at: source.location)
    }
  }

  private static func load(
    _ uri: String, for document: String, at location: SourceLocation, _ loader: any ResourceLoading,
    _ parsing: ParserOptions
  ) async throws(FlowFindings) -> LoadedResource {
    do throws(LoadFailure) {
      return try await loader.load(uri, by: parsing)
    } catch {
      throw finding("'\(uri)' cannot be read: \(error)", in: document, at: location)
    }
  }

  private static func finding(_ message: String, in file: String, at location: SourceLocation) -> FlowFindings {
    FlowFindings(errors: [.error(message, rule: "calendar", in: file, at: location)])
  }
}
