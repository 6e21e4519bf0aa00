import Calendars
import CallInterface
import ECMAScript
import FlowDocument

/// `ivr:calendar`: a variable that tells whether a desk is open at the call's present moment. It is written when an
/// expression is evaluated after what it said has run out, which is some times a day: a call that asks nothing pays
/// nothing.
extension Interpreter {
  mutating func openCalendar(_ element: CalendarElement, in scope: ScriptScope) -> Outcome {
    guard let source = element.source else { return openCalendar(element, with: nil, in: scope) }
    let holder =
      if case .initialiseDocument(_, ofRoot: true) = context.activity { context.root } else { context.document }
    guard let uri = URIReference.resolve(WhiteSpace.collapsed(source.value), against: holder?.document.base ?? "")
    else {
      let event = ThrownEvent("error.badfetch", "\(Self.title(element)): '\(source.value)' is not a URI")
      return calendarFailed(element, event, in: scope)
    }
    return fetch(.calendar, uri, element.fetch, purpose: .calendar(element, scope))
  }

  mutating func openCalendar(_ element: CalendarElement, with file: CalendarFile?, in scope: ScriptScope) -> Outcome {
    let (own, faults) = element.readLines()
    if let fault = faults.first {
      let event = ThrownEvent("error.semantic", "\(Self.title(element)): \(fault.fault) (\(fault.location))")
      return calendarFailed(element, event, in: scope)
    }
    let zone: ZoneRules
    switch element.timezone.map({ library.zone($0.value) }) {
    case .success(let rules): zone = rules
    // Without a zone the clock is that of the place where the call came in.
    case nil: zone = ZoneRules(name: "", firstOffset: facts.utcOffset)
    case .failure(let fault):
      return calendarFailed(element, ThrownEvent("error.badfetch", "\(Self.title(element)): \(fault)"), in: scope)
    }
    do throws(ScriptFault) {
      try script.declare([element.name.value], in: scope)
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
    context.calendars.insert(
      LiveCalendars.Entry(name: element.name.value, scope: scope, calendar: BusinessCalendar(own, with: file, in: zone))
    )
    return .proceed
  }

  /// The variable is there and undefined, as that of `data` is.
  mutating func calendarFailed(_ element: CalendarElement, _ event: ThrownEvent, in scope: ScriptScope) -> Outcome {
    context.calendars.remove(element.name.value, in: scope)
    do throws(ScriptFault) {
      try script.set(element.name.value, to: .undefined, in: scope)
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
    return .throwEvent(event)
  }

  private static func title(_ element: CalendarElement) -> String { "calendar '\(element.name.value)'" }

  mutating func writeCalendars() throws(ScriptFault) {
    let instant = facts.startedAt + now.milliseconds
    guard context.calendars.due <= instant else { return }
    for (entry, state) in context.calendars.refresh(at: instant) {
      try script.set(entry.name, to: try script.value(state.data, frozen: true), in: entry.scope)
    }
  }
}

extension CalendarState {
  /// The members of a calendar's variable. Dates and times are written as `say-as` reads them.
  fileprivate var data: DataValue {
    let next = nextChange
    return .object([
      .init("open", .boolean(isOpen)),
      .init("label", .string(label)),
      .init("dayPart", .string(dayPart.rawValue)),
      .init("date", .string(Self.compact(day))),
      .init("weekday", .string(day.weekday.rawValue)),
      .init("nextChange", next.map { .string($0.description) } ?? .undefined),
      .init("nextDate", next.map { .string(Self.compact($0.day)) } ?? .undefined),
      .init("nextTime", next.map { .string(Self.clock($0)) } ?? .undefined),
      .init("nextWeekday", next.map { .string($0.day.weekday.rawValue) } ?? .undefined),
      .init("nextDays", next.map { .number(Double($0.day.number - day.number)) } ?? .undefined),
    ])
  }

  /// `20270220`.
  private static func compact(_ day: CivilDay) -> String { day.description.filter { $0 != "-" } }

  /// `0800h`, by 24 hours.
  private static func clock(_ instant: LocalInstant) -> String {
    let minutes = instant.second / 60
    let digits = String(minutes / 60 * 100 + minutes % 60)
    return String(repeating: "0", count: 4 - digits.count) + digits + "h"
  }
}
