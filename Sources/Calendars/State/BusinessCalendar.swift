/// Hours in a time zone: when are we open?
///
/// What counts is what the zone's clock shows at the instant. Hours that the clock skips do not happen: what would open
/// at 02:30 opens at 03:00 where the clock goes from 02:00 to 03:00. Hours that it shows twice happen twice.
public struct BusinessCalendar: Hashable, Sendable {
  public let hours: CalendarHours
  public let zone: ZoneRules

  /// How far `nextChange` looks.
  static let horizon: Int64 = 731 * 86_400_000

  public init(_ hours: CalendarHours, in zone: ZoneRules) {
    self.hours = hours
    self.zone = zone
  }

  /// - Parameters:
  ///   - own: the lines that the flow itself has.
  ///   - file: holidays from elsewhere; they stand below the flow's own lines.
  public init(_ own: [HoursLine], with file: CalendarFile?, in zone: ZoneRules) {
    let holidays = file?.lines(in: zone, workday: CalendarHours(own).workday) ?? []
    self.init(CalendarHours(own + holidays), in: zone)
  }

  /// - Parameter milliseconds: since 1970-01-01T00:00:00Z.
  public func state(at milliseconds: Int64) -> CalendarState {
    let now = LocalInstant(milliseconds, in: zone)
    let plan = DayPlan(now.day, hours)
    let minute = now.second / 60
    let decision = plan.decision(at: minute)
    let next = (plan.boundaries + DayPart.boundaries + [HourSpan.minutesOfDay]).filter { $0 > minute }.min()
    let passed = Int64(now.second) * 1000 + milliseconds - milliseconds.floored(by: 1000) * 1000
    let boundary = milliseconds - passed + Int64(next ?? HourSpan.minutesOfDay) * 60_000
    let change = zone.nextChange(after: milliseconds.floored(by: 1000))
    return CalendarState(
      isOpen: decision.isOpen, label: decision.label, dayPart: DayPart(minuteOfDay: minute), day: now.day,
      nextChange: nextChange(after: milliseconds, of: decision.isOpen),
      validUntil: min(boundary, change.map { $0.instant * 1000 } ?? boundary))
  }

  /// Walks days, and within a day the minutes at which something may change, as the clock shows them.
  private func nextChange(after start: Int64, of isOpen: Bool) -> LocalInstant? {
    var from = start
    while from - start < Self.horizon {
      let here = LocalInstant(from, in: zone)
      // Until the clocks are changed, a minute of the day is a fixed distance.
      let end = zone.nextChange(after: from.floored(by: 1000)).map { $0.instant * 1000 } ?? Int64.max
      let found = change(from: from, until: min(end, start + Self.horizon), offset: here.offset, of: isOpen)
      if let found { return LocalInstant(found, offset: here.offset) }
      guard end < start + Self.horizon else { return nil }
      from = end
      let after = LocalInstant(from, in: zone)
      let decision = DayPlan(after.day, hours).decision(at: after.second / 60)
      if decision.isOpen != isOpen { return after }
    }
    return nil
  }

  private func change(from: Int64, until end: Int64, offset: Int, of isOpen: Bool) -> Int64? {
    var day = LocalInstant(from, offset: offset).day
    while true {
      let midnight = Int64(day.number) * 86_400_000 - Int64(offset) * 1000
      guard midnight < end else { return nil }
      let plan = DayPlan(day, hours)
      for minute in plan.boundaries {
        let instant = midnight + Int64(minute) * 60_000
        guard instant < end else { return nil }
        if instant > from, plan.decision(at: minute).isOpen != isOpen { return instant }
      }
      day = day.advanced(by: 1)
    }
  }
}
