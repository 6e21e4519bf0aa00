public import Calendars
import FlowDocument

/// What the world says about a calendar: today, time zones, and files of holidays.
public struct CalendarSurroundings {
  /// Of today.
  public let year: Int
  /// The rules of a time zone by its name.
  public let zone: (String) -> Result<ZoneRules, ZoneFault>
  /// What is in a local calendar file (`file:`); `nil` where it is not there.
  public let file: (String) -> Result<CalendarFile, CalendarFileFault>?

  public init(
    year: Int, zone: @escaping (String) -> Result<ZoneRules, ZoneFault>,
    file: @escaping (String) -> Result<CalendarFile, CalendarFileFault>?
  ) {
    self.year = year
    self.zone = zone
    self.file = file
  }
}

/// The same for the calendars of one document, asked for beforehand: rules do no I/O.
struct CalendarKnowledge: Sendable {
  let year: Int
  private var zones: [String: Result<ZoneRules, ZoneFault>] = [:]
  private var files: [String: Result<CalendarFile, CalendarFileFault>] = [:]

  init(_ flow: WalkedFlow, _ surroundings: CalendarSurroundings) {
    year = surroundings.year
    for calendar in flow.calendars {
      if let name = calendar.timezone?.value { zones[name] = surroundings.zone(name) }
      if let uri = calendar.localFile(in: flow.document) { files[uri] = surroundings.file(uri) }
    }
  }

  func zone(of calendar: CalendarElement) -> Result<ZoneRules, ZoneFault>? {
    calendar.timezone.flatMap { zones[$0.value] }
  }

  func file(of calendar: CalendarElement, in document: Document) -> Result<CalendarFile, CalendarFileFault>? {
    calendar.localFile(in: document).flatMap { files[$0] }
  }
}

extension WalkedFlow {
  var calendars: [CalendarElement] {
    nodes.compactMap { node in if case .calendar(let calendar) = node.element { calendar } else { nil } }
  }

  /// The local files of its calendars, as absolute URIs.
  public var calendarFiles: [String] { calendars.compactMap { $0.localFile(in: document) } }
}

extension CalendarElement {
  fileprivate func localFile(in document: Document) -> String? {
    guard let source, case .file(let uri, _) = Destination(source.value, in: document) else { return nil }
    return uri
  }
}

extension FlowUnderCheck {
  /// Lines that can be read, with those of the file; whether these are all.
  func hours(of calendar: CalendarElement) -> (hours: CalendarHours, isWhole: Bool) {
    let own = calendar.readLines().lines
    guard calendar.source != nil else { return (CalendarHours(own), true) }
    guard case .success(let file) = calendars?.file(of: calendar, in: document) else {
      return (CalendarHours(own), false)
    }
    var zone = ZoneRules.utc
    if case .success(let rules) = calendars?.zone(of: calendar) { zone = rules }
    return (CalendarHours(own + file.lines(in: zone, workday: CalendarHours(own).workday)), true)
  }
}
