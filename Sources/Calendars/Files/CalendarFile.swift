public import FlowDocument

/// The holidays, working days and hours of a calendar file, whatever its format.
public struct CalendarFile: Hashable, Sendable {
  public struct Event: Hashable, Sendable {
    public enum Time: Hashable, Sendable {
      /// Whole days by any clock; both belong to it.
      case days(first: CivilDay, last: CivilDay)
      /// From one second to another, since 1970-01-01T00:00:00 by a zone's clock; by the reader's own where it is `nil`.
      case span(from: Int64, until: Int64, zone: ZoneRules?)
    }
    public let isOpen: Bool
    public let time: Time
    public let label: String
    /// Hours of an open day that the file itself gives.
    public let hours: [HourSpan]
    /// Where it stands in the file.
    public let location: SourceLocation

    public init(isOpen: Bool, time: Time, label: String, hours: [HourSpan] = [], at location: SourceLocation) {
      self.isOpen = isOpen
      self.time = time
      self.label = label
      self.hours = hours
      self.location = location
    }
  }

  public let events: [Event]

  public init(events: [Event]) {
    self.events = events
  }

  /// Its lines, for a calendar in some zone.
  /// - Parameter workday: the hours of a day that the file opens without saying when: a moved working day.
  public func lines(in zone: ZoneRules, workday: [HourSpan]) -> [HoursLine] {
    events.flatMap { event in
      switch event.time {
      case .days(let first, let last):
        let days: HoursLine.Days = first == last ? .date(first) : .range(from: first, through: last)
        guard event.isOpen else { return [event.line(days, .closedAllDay)] }
        return (event.hours.isEmpty ? workday : event.hours).map { event.line(days, .open($0)) }
      case .span(let from, let until, let clock):
        let local = { (second: Int64) in
          guard let clock, clock != zone else { return second }
          let instant = clock.instant(ofLocal: second)
          return instant + Int64(zone.offset(at: instant))
        }
        return event.lines(from: local(from).floored(by: 60), until: local(until).floored(by: 60))
      }
    }
  }
}

extension CalendarFile.Event {
  fileprivate func line(_ days: HoursLine.Days, _ effect: HoursLine.Effect) -> HoursLine {
    HoursLine(days, effect, label: label, origin: .file, at: location)
  }

  /// A line for each day; the minutes are the zone's.
  fileprivate func lines(from: Int64, until: Int64) -> [HoursLine] {
    var lines: [HoursLine] = []
    var minute = from
    while minute < until {
      let day = minute.floored(by: 1440)
      let end = min(until, (day + 1) * 1440)
      let span = HourSpan(from: Int(minute - day * 1440), to: Int(end - day * 1440))
      lines.append(line(.date(CivilDay(number: Int(day))), isOpen ? .open(span) : .closed(span)))
      minute = end
    }
    return lines
  }
}

/// Why a calendar file is of no use: everything that was found in it, up to some number, in its order.
public struct CalendarFileFault: Error, Hashable, Sendable, CustomStringConvertible {
  public struct Finding: Hashable, Sendable {
    public let location: SourceLocation
    public let message: String

    public init(_ message: String, at location: SourceLocation) {
      self.message = message
      self.location = location
    }
  }
  public let findings: [Finding]

  public init(_ findings: [Finding]) {
    self.findings = findings
  }

  /// The first finding with its place.
  public var description: String {
    findings.first.map { "\($0.location): \($0.message)" } ?? "it cannot be read"
  }
}
