public import FlowDocument

/// One line of a calendar: on these days, open or closed.
public struct HoursLine: Hashable, Sendable {
  public enum Days: Hashable, Sendable {
    case weekly(Weekdays)
    case date(CivilDay)
    /// Both ends belong to it. Empty where the end lies before the beginning.
    case range(from: CivilDay, through: CivilDay)
  }

  public enum Effect: Hashable, Sendable {
    /// These are the opening hours of the days; several lines add up.
    case open(HourSpan)
    /// No hours begin on these days.
    case closedAllDay
    /// These hours are taken away, whoever opened them.
    case closed(HourSpan)
  }

  /// Who says it: on a day for which both have lines of one kind, the flow decides.
  public enum Origin: Int, Hashable, Sendable {
    case file, flow
  }

  public let days: Days
  public let effect: Effect
  /// A name for flows: `spring-festival`. Empty where it has none.
  public let label: String
  public let origin: Origin
  /// Where it stands in its file.
  public let location: SourceLocation

  public init(
    _ days: Days, _ effect: Effect, label: String = "", origin: Origin = .flow, at location: SourceLocation
  ) {
    self.days = days
    self.effect = effect
    self.label = label
    self.origin = origin
    self.location = location
  }

  /// How specific it is: a date over a range over days of the week.
  var rank: Int {
    let ofDays =
      switch days {
      case .weekly: 0
      case .range: 1
      case .date: 2
      }
    return ofDays * 2 + origin.rawValue
  }

  var isWeekly: Bool {
    if case .weekly = days { true } else { false }
  }

  func applies(to day: CivilDay) -> Bool {
    switch days {
    case .weekly(let weekdays): weekdays.contains(day.weekday)
    case .date(let date): date == day
    case .range(let first, let last): first <= day && day <= last
    }
  }
}
