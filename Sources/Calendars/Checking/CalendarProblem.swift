public import FlowDocument

/// What is wrong with the hours of a calendar, though each line can be read.
public struct CalendarProblem: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Hours that end when they begin, or a range that ends before it begins.
    case empty
    /// Two lines, equally specific, give the same hours of the same day twice.
    case overlap
    /// Two lines, equally specific, say open and closed of the same day.
    case contradiction
    /// No line opens anything.
    case neverOpen
  }

  public let kind: Kind
  /// The later of the lines; for a calendar that never opens the first one, and `nil` where there is none at all.
  public let location: SourceLocation?
  /// The line that it collides with.
  public let other: SourceLocation?
  /// For people; says which hours or days.
  public let message: String
}

extension CalendarHours {
  /// Everything that is wrong with the flow's own lines, in their order. Lines of a file are not looked at: those that
  /// make such files do not sort out holidays that fall together.
  public var problems: [CalendarProblem] {
    let own = lines.filter { $0.origin == .flow }
    var found: [CalendarProblem] = []
    for (index, line) in own.enumerated() {
      if let message = line.emptiness {
        found.append(CalendarProblem(kind: .empty, location: line.location, other: nil, message: message))
        continue
      }
      if let collision = own[..<index].lazy.compactMap({ Collision(line, $0) }).first {
        found.append(
          CalendarProblem(
            kind: collision.kind, location: line.location, other: collision.other, message: collision.message))
      }
    }
    if !lines.contains(where: \.opensAnything) {
      found.append(
        CalendarProblem(
          kind: .neverOpen, location: own.first?.location, other: nil, message: "no line opens anything"))
    }
    return found
  }

  /// Years of these that have no single day or range of days of their own, neither closed nor open.
  public func yearsWithoutHolidays(_ years: ClosedRange<Int>) -> [Int] {
    years.filter { year in
      !lines.contains { line in
        switch line.days {
        case .weekly: false
        case .date(let day): day.year == year
        case .range(let first, let last): first.year <= year && year <= last.year
        }
      }
    }
  }
}

extension HoursLine {
  var span: HourSpan? {
    switch effect {
    case .open(let span), .closed(let span): span
    case .closedAllDay: nil
    }
  }

  var opensAnything: Bool {
    if case .open(let span) = effect { !span.isEmpty } else { false }
  }

  var emptiness: String? {
    switch days {
    case .range(let first, let last) where last < first:
      return "the range ends on \(last), before it begins on \(first)"
    case .weekly(let days) where days.isEmpty: return "it names no days"
    case .range, .weekly, .date: break
    }
    guard let span, span.isEmpty else { return nil }
    return "hours that end when they begin (\(span)) are none; a whole day is 00:00 to 24:00"
  }
}

/// Two lines that should not both be there.
private struct Collision {
  let kind: CalendarProblem.Kind
  let other: SourceLocation
  let message: String

  init?(_ line: HoursLine, _ earlier: HoursLine) {
    guard line.rank == earlier.rank, earlier.emptiness == nil else { return nil }
    switch (line.effect, earlier.effect) {
    case (.open(let span), .open(let other)), (.closed(let span), .closed(let other)):
      guard let day = Self.day(line, span, earlier, other) else { return nil }
      kind = .overlap
      message = "\(span) overlaps \(other) of line \(earlier.location.line) on \(day)"
    case (.closedAllDay, .closedAllDay):
      guard let day = Self.shared(line, earlier, apart: 0) else { return nil }
      kind = .overlap
      message = "line \(earlier.location.line) closes \(day) already"
    case (.open, .closedAllDay), (.closedAllDay, .open):
      guard let day = Self.shared(line, earlier, apart: 0) else { return nil }
      kind = .contradiction
      message = "it and line \(earlier.location.line) make \(day) both open and closed, and closed wins"
    case (.closed, .open), (.open, .closed): return nil
    case (.closed, .closedAllDay), (.closedAllDay, .closed):
      guard let day = Self.shared(line, earlier, apart: 0) else { return nil }
      kind = .overlap
      message = "of it and line \(earlier.location.line) one closes all of \(day), and the other some hours of it"
    }
    other = earlier.location
  }

  /// A day on which hours of both run; also across midnight.
  private static func day(
    _ line: HoursLine, _ span: HourSpan, _ earlier: HoursLine, _ other: HourSpan
  ) -> String? {
    for apart in -1...1 {
      let shift = apart * HourSpan.minutesOfDay
      let moved = other.minutes.lowerBound + shift..<other.minutes.upperBound + shift
      if moved.overlaps(span.minutes), let day = shared(line, earlier, apart: apart) { return day }
    }
    return nil
  }

  /// The first day of `line` for which `earlier` has a day so many days later.
  private static func shared(_ line: HoursLine, _ earlier: HoursLine, apart: Int) -> String? {
    switch (line.days, earlier.days) {
    case (.weekly(let days), .weekly(let others)):
      return Weekday.allCases.first { day in
        days.contains(day) && others.contains(Weekday.allCases[(day.index + apart + 7) % 7])
      }?.rawValue
    case (.weekly, _), (_, .weekly):
      return nil
    case (.date, _), (.range, _):
      let (first, last) = line.bounds
      let (otherFirst, otherLast) = earlier.bounds
      let begin = max(first, otherFirst.advanced(by: -apart))
      return begin <= min(last, otherLast.advanced(by: -apart)) ? begin.description : nil
    }
  }
}

extension HoursLine {
  /// First and last day of a date or a range; of days of the week, none.
  fileprivate var bounds: (CivilDay, CivilDay) {
    switch days {
    case .date(let day): (day, day)
    case .range(let first, let last): (first, last)
    case .weekly: (CivilDay(number: 1), CivilDay(number: 0))
    }
  }
}
