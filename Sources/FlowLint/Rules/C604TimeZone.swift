import Calendars
import FlowDocument
import FlowParser

/// C604: a calendar without a time zone, or with one that there is not. Without one the hours are those of whichever
/// machine takes the call.
struct CalendarTimeZoneRule: LintRule {
  static let id = "C604"
  static let severity = Diagnostic.Severity.error
  static let help = "write timezone=\"Asia/Shanghai\", or another name of the tz database"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.flow.calendars.compactMap { calendar in
      guard let zone = calendar.timezone else {
        return Finding("\"\(calendar.name.value)\" has no time zone", at: calendar.location)
      }
      guard case .failure(let fault) = flow.calendars?.zone(of: calendar) else { return nil }
      switch fault {
      case .unknown(let name, let suggestion):
        return Finding(
          "there is no time zone \"\(name)\"", help: suggestion.map { "did you mean \"\($0)\"?" }, at: zone.location)
      case .damaged: return Finding("\(fault)", help: "install tzdata again", at: zone.location)
      case .noDatabase: return Finding("\(fault)", help: "install tzdata", severity: .warning, at: zone.location)
      }
    }
  }
}
