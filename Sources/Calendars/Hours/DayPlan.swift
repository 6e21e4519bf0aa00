/// What the clock of one day decides: the hours that begin on it, and those that the day before runs on with.
struct DayPlan {
  private struct Part {
    /// Minutes of this day; those of the day before may be negative, those past midnight lie behind 1440.
    let minutes: Range<Int>
    let line: HoursLine
  }
  private var openings: [Part] = []
  private var closings: [Part] = []
  /// The line that says what is so outside of all hours.
  private var rest: HoursLine?

  init(_ day: CivilDay, _ hours: CalendarHours) {
    add(hours.lines(of: day.advanced(by: -1)), shift: -HourSpan.minutesOfDay)
    rest = add(hours.lines(of: day), shift: 0)
  }

  /// - Returns: the line that decides about the day as a whole.
  @discardableResult
  private mutating func add(_ lines: [HoursLine], shift: Int) -> HoursLine? {
    var decider: HoursLine?
    for line in lines {
      switch line.effect {
      case .closed(let span): closings.append(Part(minutes: shifted(span, by: shift), line: line))
      case .open:
        if line.rank > decider?.rank ?? -1 { decider = line }
      case .closedAllDay:
        let outranked = decider.map { $0.rank > line.rank || $0.rank == line.rank && $0.effect == .closedAllDay }
        if outranked != true { decider = line }
      }
    }
    guard let decider, decider.effect != .closedAllDay else { return decider }
    for line in lines where line.rank == decider.rank {
      if case .open(let span) = line.effect {
        openings.append(Part(minutes: shifted(span, by: shift), line: line))
      }
    }
    return decider
  }

  private func shifted(_ span: HourSpan, by shift: Int) -> Range<Int> {
    span.minutes.lowerBound + shift..<span.minutes.upperBound + shift
  }

  struct Decision: Equatable {
    let isOpen: Bool
    let label: String
  }

  /// - Parameter minute: 0 to 1439 by this day's clock.
  func decision(at minute: Int) -> Decision {
    let closing = closings.filter { $0.minutes.contains(minute) }.max { $0.line.rank < $1.line.rank }
    let opening = openings.filter { $0.minutes.contains(minute) }.max { $0.line.rank < $1.line.rank }
    if let opening, opening.line.rank > closing?.line.rank ?? -1 {
      return Decision(isOpen: true, label: opening.line.label)
    }
    if let closing, closing.line.rank >= rest?.rank ?? -1 { return Decision(isOpen: false, label: closing.line.label) }
    // Usual hours that are over have no name; a festival has, and so has a day with hours of its own.
    guard let rest, !rest.isWeekly || rest.effect == .closedAllDay else { return Decision(isOpen: false, label: "") }
    return Decision(isOpen: false, label: rest.label)
  }

  /// Minutes at which a decision may change, in order; midnight is the first.
  var boundaries: [Int] {
    let ends = (openings + closings).flatMap { [$0.minutes.lowerBound, $0.minutes.upperBound] }
    return Set(ends.filter { (1..<HourSpan.minutesOfDay).contains($0) } + [0]).sorted()
  }
}
