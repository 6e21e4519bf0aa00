import Calendars
import FlowDocument
import FlowParser

/// C601: hours of a calendar that cannot be read, are none, or are said twice.
struct CalendarHoursRule: LintRule {
  static let id = "C601"
  static let severity = Diagnostic.Severity.error
  static let help = "a line for each day and each hours, so that nobody has to guess which of two counts"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.flow.calendars.flatMap { calendar in
      let (hours, isWhole) = flow.hours(of: calendar)
      let unread = calendar.readLines().faults
      let problems = hours.problems.filter { problem in
        // What cannot be read might open something.
        problem.kind != .neverOpen || isWhole && unread.isEmpty
      }
      return unread.map(Self.finding) + problems.map { Self.finding($0, of: calendar) }
        + Self.file(of: calendar, in: flow)
    }
  }

  private static func finding(_ fault: HoursLineFault) -> Finding {
    Finding(
      fault.fault.message,
      help: fault.fault.suggestion.map { "did you mean \"\($0)\"?" } ?? "write it as the others are",
      at: fault.location)
  }

  private static func finding(_ problem: CalendarProblem, of calendar: CalendarElement) -> Finding {
    let help: String? =
      switch problem.kind {
      case .empty: "mend it, or take the line out"
      case .neverOpen: "write <ivr:open days=\"mon-fri\" from=\"09:00\" to=\"17:00\"/> in it"
      case .overlap, .contradiction: nil
      }
    let message = problem.kind == .neverOpen ? "\"\(calendar.name.value)\" is never open" : problem.message
    return Finding(message, help: help, at: problem.location ?? calendar.location)
  }

  private static func file(of calendar: CalendarElement, in flow: FlowUnderCheck) -> [Finding] {
    guard let source = calendar.source, case .failure(let fault) = flow.calendars?.file(of: calendar, in: flow.document)
    else { return [] }
    return [
      Finding(
        "the calendar file \"\(source.value)\" cannot be read: \(fault)",
        help: "it is read whole or not at all, because a missing holiday is worse than none", at: source.location)
    ]
  }
}
