import Calendars
import FlowDocument
import FlowParser

/// C602: a calendar that knows no holidays of this or the next year. It runs, and tells callers of a feast day that
/// somebody is there.
struct CalendarHolidaysRule: LintRule {
  static let id = "C602"
  static let severity = Diagnostic.Severity.warning
  static let help = "add <ivr:closed from=\"…\" to=\"…\" label=\"…\"/> for each, or a file with src=\"holidays.ics\""

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    guard let year = flow.calendars?.year else { return [] }
    return flow.flow.calendars.compactMap { calendar in
      let (hours, isWhole) = flow.hours(of: calendar)
      let missing = hours.yearsWithoutHolidays(year...year + 1)
      guard isWhole, calendar.readLines().faults.isEmpty, !missing.isEmpty else { return nil }
      let years = missing.map(String.init).joined(separator: " and ")
      return Finding("\"\(calendar.name.value)\" has no holidays for \(years)", at: calendar.location)
    }
  }
}
