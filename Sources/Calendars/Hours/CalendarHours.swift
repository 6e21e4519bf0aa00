/// The hours of a calendar: which lines decide on which day.
///
/// - The most specific line wins: a date over a range of dates over days of the week.
/// - `open` lines of that kind are all the hours of their day. They belong to the day on which they begin, and past
///   midnight they go on whatever the next day says.
/// - A day that is closed has no hours that begin on it.
/// - `closed` with hours takes exactly these away from lines that are not more specific, also past midnight.
/// - Where open and closed are equally specific, closed wins.
public struct CalendarHours: Hashable, Sendable {
  /// In order of their importance among equals: the flow's own before those of a file.
  public let lines: [HoursLine]
  private let weekly: [HoursLine]
  private let ranges: [HoursLine]
  private let dates: [CivilDay: [HoursLine]]

  public init(_ lines: [HoursLine]) {
    self.lines = lines
    weekly = lines.filter(\.isWeekly)
    var ranges: [HoursLine] = []
    var dates: [CivilDay: [HoursLine]] = [:]
    for line in lines {
      switch line.days {
      case .weekly: continue
      case .range: ranges.append(line)
      case .date(let day): dates[day, default: []].append(line)
      }
    }
    self.ranges = ranges
    self.dates = dates
  }

  /// The lines that speak of a day, the flow's order kept.
  func lines(of day: CivilDay) -> [HoursLine] {
    (dates[day] ?? []) + ranges.filter { $0.applies(to: day) } + weekly.filter { $0.applies(to: day) }
  }

  /// The hours of days of the week as the flow gives them for a working day: those of the first day from Monday on that
  /// has any.
  public var workday: [HourSpan] {
    for day in Weekday.allCases {
      let spans = weekly.compactMap { line -> HourSpan? in
        guard case .weekly(let days) = line.days, days.contains(day), case .open(let span) = line.effect else {
          return nil
        }
        return span
      }
      if !spans.isEmpty { return spans }
    }
    return []
  }
}
