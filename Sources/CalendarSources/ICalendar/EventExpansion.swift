import CICal
import Calendars

/// Works out when events are, within bounds for each and for all.
struct EventExpansion {
  let limits: ICalendarLimits
  private var count = 0
  private let clock = ContinuousClock()
  private var spent = Duration.zero

  typealias Problem = CalendarFileFault.Problem

  init(limits: ICalendarLimits) {
    self.limits = limits
  }

  /// - Parameter replaced: occurrences that other events stand for.
  mutating func occurrences(of event: ICalEvent, without replaced: [EventTime]) throws(Problem) -> [CalendarFile.Event]
  {
    var starts = [event.start.local]
    if let rule = event.rule { starts = try recurrences(rule, of: event) }
    starts += event.additions.map { $0.local(in: event.start.zone) }
    let excluded = event.exceptions + replaced
    let times = Set(excluded.filter { $0.isDate == event.start.isDate }.map { $0.local(in: event.start.zone) })
    // A date excludes whatever begins on it.
    let days = Set(excluded.filter { $0.isDate && !event.start.isDate }.map(\.local))
    let kept = Set(starts).subtracting(times).filter { start in
      days.isEmpty || !days.contains(start - ((start % 86_400) + 86_400) % 86_400)
    }
    count += kept.count
    guard count <= limits.allOccurrences else {
      throw Problem("the events of this file recur more than \(limits.allOccurrences) times in all")
    }
    return kept.sorted().map { occurrence(of: event, at: $0) }
  }

  private func occurrence(of event: ICalEvent, at start: Int64) -> CalendarFile.Event {
    let time: CalendarFile.Event.Time
    if event.start.isDate {
      let first = CivilDay(number: Int(start / 86_400))
      time = .days(first: first, last: first.advanced(by: Int(event.length / 86_400) - 1))
    } else {
      time = .span(from: start, until: start + event.length, zone: event.start.zone)
    }
    return CalendarFile.Event(
      isOpen: event.meaning.mark == .open, time: time, label: event.meaning.label, hours: event.hours,
      at: event.location)
  }

  private mutating func recurrences(_ rule: icalrecurrencetype, of event: ICalEvent) throws(Problem) -> [Int64] {
    guard spent < limits.recurring else { throw Problem("the recurrences of this file take too long to work out") }
    let began = clock.now
    defer { spent += clock.now - began }
    let start = icaltimetype(local: event.start.local, isDate: event.start.isDate)
    guard let iterator = icalrecur_iterator_new(rule, start) else { throw Problem("its RRULE never comes true") }
    defer { icalrecur_iterator_free(iterator) }
    var starts: [Int64] = []
    var turns = 0
    while let next = icalrecur_iterator_next(iterator).localSeconds {
      turns += 1
      let year = CivilDay(number: Int(next / 86_400)).year
      guard year <= ICalendarReader.years.upperBound else { break }
      if year >= ICalendarReader.years.lowerBound { starts.append(next) }
      // From 1900 on, days come to more than what is kept.
      guard starts.count <= limits.occurrences, turns <= limits.occurrences * 3 else {
        throw Problem("it recurs more than \(limits.occurrences) times")
      }
    }
    return starts
  }
}
