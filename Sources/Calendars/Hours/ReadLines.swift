public import FlowDocument

/// A line of a calendar that cannot be read.
public struct HoursLineFault: Error, Hashable, Sendable {
  /// Of the value that is wrong, or of the line.
  public let location: SourceLocation
  public let fault: CalendarTextFault

  public init(_ fault: CalendarTextFault, at location: SourceLocation) {
    self.fault = fault
    self.location = location
  }
}

extension CalendarElement {
  /// Its lines as values, and what cannot be read; the two together are all its lines.
  public func readLines() -> (lines: [HoursLine], faults: [HoursLineFault]) {
    var read: [HoursLine] = []
    var faults: [HoursLineFault] = []
    for line in lines {
      do throws(HoursLineFault) { read.append(try HoursLine(line)) } catch { faults.append(error) }
    }
    return (read, faults)
  }
}

extension HoursLine {
  public init(_ line: FlowDocument.CalendarLine) throws(HoursLineFault) {
    self.init(try Self.days(line), try Self.effect(line), label: line.label ?? "", at: line.location)
  }

  private static func days(_ line: FlowDocument.CalendarLine) throws(HoursLineFault) -> Days {
    if let days = line.days {
      return .weekly(try read(days) { text throws(CalendarTextFault) in try Weekdays(text: text) })
    }
    if let date = line.date { return .date(try read(date, CivilDay.read)) }
    guard let first = line.dates.from else { throw missing("days", line) }
    let from = try read(first, CivilDay.read)
    guard let last = line.dates.to else { throw missing("the last date of the range", line) }
    return .range(from: from, through: try read(last, CivilDay.read))
  }

  /// Closed without hours is closed all day; with one end of them, from or until midnight.
  private static func effect(_ line: FlowDocument.CalendarLine) throws(HoursLineFault) -> Effect {
    let from = line.hours.from
    let to = line.hours.to
    switch line.kind {
    case .open:
      guard let from, let to else { throw missing(from == nil ? "from" : "to", line) }
      return .open(try span(from, to))
    case .closed:
      if from == nil, to == nil { return .closedAllDay }
      return .closed(try span(from ?? Located("00:00", at: line.location), to ?? Located("24:00", at: line.location)))
    }
  }

  private static func span(_ from: Located<String>, _ to: Located<String>) throws(HoursLineFault) -> HourSpan {
    let end = try read(to) { text throws(CalendarTextFault) in try HourSpan.minute(text) }
    return try read(from) { text throws(CalendarTextFault) in try HourSpan(from: text, untilMinute: end) }
  }

  private static func read<Value>(
    _ text: Located<String>, _ make: (String) throws(CalendarTextFault) -> Value
  ) throws(HoursLineFault) -> Value {
    do throws(CalendarTextFault) { return try make(text.value) } catch {
      throw HoursLineFault(error, at: text.location)
    }
  }

  private static func missing(_ what: String, _ line: FlowDocument.CalendarLine) -> HoursLineFault {
    HoursLineFault(CalendarTextFault("ivr:\(line.kind.rawValue) lacks \(what)"), at: line.location)
  }
}

extension CivilDay {
  static func read(_ text: String) throws(CalendarTextFault) -> CivilDay {
    if let day = CivilDay(text) { return day }
    throw CalendarTextFault("'\(text)' is no date, which has the form 2027-02-20")
  }
}
