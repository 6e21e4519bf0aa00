import CICal
import Calendars
import FlowDocument

/// One `VEVENT` (RFC 5545 §3.6.1): when it is first, how long, and what it means.
struct ICalEvent {
  let uid: String
  let location: SourceLocation
  let meaning: EventMeaning
  let isCancelled: Bool
  let hours: [HourSpan]
  let start: EventTime
  /// In seconds, by the clock of the start; whole days for a date.
  let length: Int64
  /// Replaces this occurrence of the event with its UID (§3.8.4.4).
  let replaces: (uid: String, start: EventTime)?
  /// At most one, as §3.8.5.3 asks. Points into the component.
  let rule: icalrecurrencetype?
  let additions: [EventTime]
  let exceptions: [EventTime]
  private let component: ICalComponent

  typealias Problem = CalendarFileFault.Problem

  init(_ event: EventLines, zones: ZoneDatabase, limits: ICalendarLimits) throws(Problem) {
    guard let component = ICalComponent(event) else { throw Problem("it is no event that can be read") }
    if let error = component.errors.first { throw Problem(error) }
    self.component = component
    location = event.location
    uid = component.texts(ICAL_UID_PROPERTY).first ?? ""
    let plain = { (name: String) in event.lines.first { $0.name == name } }
    meaning = EventMeaning(
      summary: component.texts(ICAL_SUMMARY_PROPERTY).first ?? "",
      categories: component.texts(ICAL_CATEGORIES_PROPERTY).flatMap { text in
        text.split(separator: ",").map { String($0.drop(while: \.isWhitespace)) }
      },
      specialDay: plain("X-APPLE-SPECIAL-DAY")?.value, description: plain("DESCRIPTION")?.value ?? "")
    isCancelled = component.properties(ICAL_STATUS_PROPERTY, icalproperty_get_status).contains(ICAL_STATUS_CANCELLED)
    hours = try plain("X-ATTENDANT-HOURS").map { line throws(Problem) in try Self.hours(line.value) } ?? []
    let read = { (kind: icalproperty_kind, name: String) throws(Problem) in
      try Self.times(kind, name, component, zones)
    }
    guard let start = try read(ICAL_DTSTART_PROPERTY, "DTSTART").first else { throw Problem("it has no DTSTART") }
    guard (1900...2200).contains(CivilDay(number: Int(start.local / 86_400)).year) else {
      throw Problem("it begins before 1900 or after 2200")
    }
    self.start = start
    length = try Self.length(component, start: start, end: try read(ICAL_DTEND_PROPERTY, "DTEND").first)
    guard start.isDate || length <= Int64(limits.days) * 86_400 else {
      throw Problem("it lasts longer than \(limits.days) days; give it dates instead of times")
    }
    let uid = uid
    replaces = try read(ICAL_RECURRENCEID_PROPERTY, "RECURRENCE-ID").first.map { (uid, $0) }
    rule = try Self.rule(component, start: start)
    additions = try read(ICAL_RDATE_PROPERTY, "RDATE")
    exceptions = try read(ICAL_EXDATE_PROPERTY, "EXDATE")
  }

  /// Whether it counts.
  func says(besideMarks isMarked: Bool) -> Bool {
    if isCancelled { return false }
    return meaning.mark != nil || !isMarked && !meaning.isObservance
  }

  private static func times(
    _ kind: icalproperty_kind, _ name: String, _ component: ICalComponent, _ zones: ZoneDatabase
  ) throws(Problem) -> [EventTime] {
    let found = component.properties(kind) { property -> (icaltimetype, String?, Bool) in
      let value = icalproperty_get_value(property)
      let period = value.map { icalvalue_isa($0) == ICAL_PERIOD_VALUE } ?? false
      let time = value.map { icalvalue_get_datetimedate($0) } ?? icaltime_null_time()
      return (time, ICalComponent.timeZone(of: property), period)
    }
    var times: [EventTime] = []
    for (time, zoneName, isPeriod) in found {
      if isPeriod { throw Problem("\(name) with a period is not supported") }
      let zone = try zone(of: time, named: zoneName, zones)
      guard let read = EventTime(time, zone: zone) else { throw Problem("its \(name) is no date or time") }
      times.append(read)
    }
    return times
  }

  private static func zone(
    of time: icaltimetype, named name: String?, _ zones: ZoneDatabase
  ) throws(Problem) -> ZoneRules? {
    if time.is_date != 0 { return nil }
    if icaltime_is_utc(time) != 0 { return .utc }
    guard let name else { return nil }
    // Some programs put a path of their own before the name.
    let short = name.split(separator: "/").suffix(2).joined(separator: "/")
    do throws(ZoneFault) {
      return try zones.zone(name.hasPrefix("/") ? short : name)
    } catch {
      throw Problem("TZID: \(error)")
    }
  }

  private static func length(
    _ component: ICalComponent, start: EventTime, end: EventTime?
  ) throws(Problem) -> Int64 {
    let length: Int64
    if let end {
      guard end.isDate == start.isDate else { throw Problem("DTSTART and DTEND are not both dates or both times") }
      length = end.local(in: start.zone) - start.local
    } else if let duration = component.properties(ICAL_DURATION_PROPERTY, icalproperty_get_duration).first {
      length = Int64(icaldurationtype_as_int(duration))
    } else {
      length = start.isDate ? 86_400 : 0
    }
    guard length >= 0 else { throw Problem("it ends before it begins") }
    // A date that ends on itself is a mistake of some programs, and means the day.
    return start.isDate ? max(86_400, length / 86_400 * 86_400) : length
  }

  private static func rule(_ component: ICalComponent, start: EventTime) throws(Problem) -> icalrecurrencetype? {
    let rules = component.properties(ICAL_RRULE_PROPERTY, icalproperty_get_rrule)
    guard var rule = rules.first else { return nil }
    guard rules.count == 1 else { throw Problem("it has more than one RRULE") }
    switch rule.freq {
    case ICAL_DAILY_RECURRENCE, ICAL_WEEKLY_RECURRENCE, ICAL_MONTHLY_RECURRENCE, ICAL_YEARLY_RECURRENCE: break
    default: throw Problem("its RRULE recurs neither daily, weekly, monthly nor yearly")
    }
    // What is worked out for the Chinese calendar is a day off where the new moon is near midnight, as in 2027.
    if let scale = rule.rscale, String(cString: scale).uppercased() != "GREGORIAN" {
      throw Problem("RSCALE=\(String(cString: scale)) is not supported; give each year's date an event")
    }
    // The end by the clock of the start (§3.3.10), and never later than we look.
    let limit = Int64(CivilDay(year: ICalendarReader.years.upperBound + 1, month: 1, day: 1)?.number ?? 0) * 86_400
    let isUTC = icaltime_is_utc(rule.until) != 0
    let until = EventTime(rule.until, zone: isUTC ? .utc : nil)
    if let until, until.local(in: start.zone) < limit {
      rule.until = icaltimetype(local: until.local(in: start.zone), isDate: until.isDate)
    } else if rule.count == 0 {
      rule.until = icaltimetype(local: limit, isDate: true)
    }
    return rule
  }

  private static func hours(_ text: String) throws(Problem) -> [HourSpan] {
    var spans: [HourSpan] = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-").map { String($0.filter { !$0.isWhitespace }) }
      guard ends.count == 2 else { throw Problem("X-ATTENDANT-HOURS is not of the form 08:00-12:00") }
      do throws(CalendarTextFault) { spans.append(try HourSpan(from: ends[0], to: ends[1])) } catch {
        throw Problem("X-ATTENDANT-HOURS: \(error)")
      }
    }
    return spans
  }
}
