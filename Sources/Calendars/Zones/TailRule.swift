/// The rule for years behind a TZif file's last time: `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX TZ as extended by RFC 9636).
struct TailRule {
  /// Seconds ahead of UTC.
  private let standard: Int?
  private let summer: Summer?

  private struct Summer {
    let offset: Int
    let begins: DayRule
    let ends: DayRule
  }

  /// A day of every year, and a second of it by the clock that runs until then; the second may be of another day.
  private struct DayRule {
    enum Day {
      /// 1 to 365, without 29 February.
      case withoutLeap(Int)
      /// 0 to 365.
      case ofYear(Int)
      /// The week counts from 1; 5 is the last. Sunday is 0.
      case ofMonth(month: Int, week: Int, weekday: Int)
    }
    let day: Day
    let second: Int
  }

  /// `nil` for what is no rule; an empty text is a rule by which nothing changes.
  init?(_ text: String) {
    var rest = text[...]
    guard !rest.isEmpty else {
      standard = nil
      summer = nil
      return
    }
    guard Self.skipName(&rest), let west = Self.time(&rest) else { return nil }
    standard = -west
    guard !rest.isEmpty else {
      summer = nil
      return
    }
    guard Self.skipName(&rest) else { return nil }
    let summerWest = rest.first == "," ? west - 3600 : Self.time(&rest)
    guard let summerWest, let begins = Self.dayRule(&rest), let ends = Self.dayRule(&rest), rest.isEmpty else {
      return nil
    }
    summer = Summer(offset: -summerWest, begins: begins, ends: ends)
  }

  /// The changes behind an instant, in order.
  func changes(after instant: Int64, through lastYear: Int, from offset: Int) -> [ZoneRules.Change] {
    guard let standard else { return [] }
    guard let summer else {
      // Where a table is empty, the rule alone says what is so.
      return instant == Int64.min && standard != offset ? [ZoneRules.Change(at: 0, offset: standard)] : []
    }
    let firstYear = instant == Int64.min ? 1970 : CivilDay(number: Int(instant / 86_400)).year
    guard firstYear <= lastYear else { return [] }
    let all = (firstYear...lastYear).flatMap { year in
      [
        ZoneRules.Change(at: Self.local(summer.begins, year) - Int64(standard), offset: summer.offset),
        ZoneRules.Change(at: Self.local(summer.ends, year) - Int64(summer.offset), offset: standard),
      ]
    }
    return all.filter { $0.instant > instant }.sorted { $0.instant < $1.instant }
  }

  private static func local(_ rule: DayRule, _ year: Int) -> Int64 {
    let newYear = CivilDay(year: year, month: 1, day: 1)?.number ?? 0
    let isLeap = CivilDay(year: year, month: 2, day: 29) != nil
    let day: Int
    switch rule.day {
    case .ofYear(let number): day = newYear + number
    case .withoutLeap(let number): day = newYear + number - 1 + (isLeap && number > 59 ? 1 : 0)
    case .ofMonth(let month, let week, let weekday):
      let first = CivilDay(year: year, month: month, day: 1)?.number ?? 0
      let next = month == 12 ? newYear + (isLeap ? 366 : 365) : CivilDay(year: year, month: month + 1, day: 1)?.number
      // 1970-01-01 was a Thursday.
      let shift = (weekday - (first + 4) % 7 + 7) % 7
      let wanted = first + shift + (week - 1) * 7
      day = wanted < next ?? wanted + 1 ? wanted : wanted - 7
    }
    return Int64(day) * 86_400 + Int64(rule.second)
  }

  // MARK: Reading

  /// `CET`, or `<+0330>`.
  private static func skipName(_ rest: inout Substring) -> Bool {
    let start = rest.count
    if rest.first == "<" {
      guard let end = rest.firstIndex(of: ">") else { return false }
      rest = rest[rest.index(after: end)...]
      return true
    }
    rest = rest.drop { $0.isASCII && $0.isLetter }
    return start - rest.count >= 3
  }

  /// `[+-]h[h][h][:mm[:ss]]`, in seconds.
  private static func time(_ rest: inout Substring) -> Int? {
    let sign = rest.first == "-" ? -1 : 1
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    guard var seconds = number(&rest, most: 167).map({ $0 * 3600 }) else { return nil }
    for unit in [60, 1] {
      guard rest.first == ":" else { break }
      rest.removeFirst()
      guard let part = number(&rest, most: 59) else { return nil }
      seconds += part * unit
    }
    return sign * seconds
  }

  private static func number(_ rest: inout Substring, most: Int) -> Int? {
    let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
    guard (1...3).contains(digits.count), let number = Int(digits), number <= most else { return nil }
    rest = rest.dropFirst(digits.count)
    return number
  }

  private static func dayRule(_ rest: inout Substring) -> DayRule? {
    guard rest.first == "," else { return nil }
    rest.removeFirst()
    let day: DayRule.Day
    switch rest.first {
    case "M":
      rest.removeFirst()
      var parts: [Int] = []
      for most in [12, 5, 6] {
        if !parts.isEmpty {
          guard rest.first == "." else { return nil }
          rest.removeFirst()
        }
        guard let part = number(&rest, most: most) else { return nil }
        parts.append(part)
      }
      guard parts[0] > 0, parts[1] > 0 else { return nil }
      day = .ofMonth(month: parts[0], week: parts[1], weekday: parts[2])
    case "J":
      rest.removeFirst()
      guard let number = number(&rest, most: 365), number > 0 else { return nil }
      day = .withoutLeap(number)
    default:
      guard let number = number(&rest, most: 365) else { return nil }
      day = .ofYear(number)
    }
    guard rest.first == "/" else { return DayRule(day: day, second: 7200) }
    rest.removeFirst()
    return time(&rest).map { DayRule(day: day, second: $0) }
  }
}
