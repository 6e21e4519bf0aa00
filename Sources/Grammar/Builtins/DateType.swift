import CallInterface
import FlowDocument

/// `date`: eight keys yyyymmdd; in words `2027-02-06`, `20270206`, `2/6/2027`, `February 6, 2027`, `6 February`,
/// `2027年2月6日`. The value is yyyymmdd with `?` for what was not said.
struct DateType: BuiltinType {
  let mode: GrammarMode

  private static let months: [String: Int] = {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ]
    var months: [String: Int] = ["sept": 9]
    for (index, name) in names.enumerated() {
      months[name] = index + 1
      months[String(name.prefix(3))] = index + 1
    }
    return months
  }()
  private static let ordinals: [String: Int] = [
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
  ]
  private static let suffixes: Set<String> = ["st", "nd", "rd", "th"]
  private static let fillers: Set<String> = ["of", "the"]
  private static let chinese: Set<String> = ["年", "月", "日", "号", "號"]
  private static let separators: Set<String> = ["-", "/", "."]

  var isExact: Bool { false }

  var expansion: GrammarNode {
    switch mode {
    case .dtmf:
      return .repetition(.digitKey, minimum: 8, maximum: 8)
    case .voice:
      let words = SpokenNumber.vocabulary.union(Self.months.keys).union(Self.ordinals.keys).union(Self.suffixes)
      return .many(of: words.union(Self.fillers).union(Self.chinese).union(Self.separators).sorted())
    }
  }

  func value(of words: [String]) -> DataValue? {
    let day =
      switch mode {
      case .dtmf: Self.compact(words.joined())
      case .voice: Self.chineseDay(words[...]) ?? Self.namedDay(words) ?? Self.numericDay(words)
      }
    return day?.text.map { .string($0) }
  }

  private static func compact(_ digits: String) -> CalendarDay? {
    guard digits.count == 8, let number = Int(digits) else { return nil }
    return CalendarDay(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  private static func numericDay(_ words: [String]) -> CalendarDay? {
    let pieces = SpokenNumber.joiningNumerals(words[...])
    if pieces.count == 1 { return compact(pieces[0]) }
    let numbers = pieces.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    let between = pieces.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    guard let separator = between.first, separators.contains(separator),
      between.allSatisfy({ $0 == separator }), numbers.count == between.count + 1,
      numbers.allSatisfy({ SpokenNumber.isNumeral($0) && $0.count <= 4 })
    else { return nil }
    let values = numbers.compactMap { Int($0) }
    switch values.count {
    case 2: return CalendarDay(year: nil, month: values[0], day: values[1])
    case 3 where numbers[0].count == 4: return CalendarDay(year: values[0], month: values[1], day: values[2])
    case 3 where numbers[2].count == 4 && separator == ".":
      return CalendarDay(year: values[2], month: values[1], day: values[0])
    case 3 where numbers[2].count == 4: return CalendarDay(year: values[2], month: values[0], day: values[1])
    default: return nil
    }
  }

  /// `[year 年] [month 月] [day 日]`, at least one of them.
  private static func chineseDay(_ words: ArraySlice<String>) -> CalendarDay? {
    guard words.contains(where: chinese.contains) else { return nil }
    var day = CalendarDay()
    var rest = words
    for (units, part) in [(["年"], \CalendarDay.year), (["月"], \.month), (["日", "号", "號"], \.day)] {
      guard let end = rest.firstIndex(where: units.contains) else { continue }
      guard let value = SpokenNumber.value(rest[..<end]) else { return nil }
      day[keyPath: part] = value
      rest = rest[(end + 1)...]
    }
    guard rest.isEmpty else {
      // 二月六: the last unit may be left out.
      guard day.month != nil, day.day == nil, let value = SpokenNumber.value(rest) else { return nil }
      day.day = value
      return day
    }
    return day
  }

  /// With the month by name.
  private static func namedDay(_ words: [String]) -> CalendarDay? {
    let words = words.filter { !fillers.contains($0) && !suffixes.contains($0) && $0 != "," }
    guard let index = words.firstIndex(where: { months[$0] != nil }), let month = months[words[index]] else {
      return nil
    }
    let before = words[..<index]
    let after = words[(index + 1)...]
    if !before.isEmpty {
      guard let day = dayNumber(before) else { return nil }
      if after.isEmpty { return CalendarDay(year: nil, month: month, day: day) }
      guard let year = yearNumber(after) else { return nil }
      return CalendarDay(year: year, month: month, day: day)
    }
    if after.isEmpty { return CalendarDay(year: nil, month: month, day: nil) }
    if let day = dayNumber(after), day <= 31 { return CalendarDay(year: nil, month: month, day: day) }
    // The day, then the year.
    for split in after.indices.dropFirst() {
      if let day = dayNumber(after[..<split]), day <= 31, let year = yearNumber(after[split...]), year >= 1000 {
        return CalendarDay(year: year, month: month, day: day)
      }
    }
    return yearNumber(after).map { CalendarDay(year: $0, month: month, day: nil) }
  }

  private static func dayNumber(_ words: ArraySlice<String>) -> Int? {
    guard let last = words.last, let ordinal = ordinals[last] else { return SpokenNumber.value(words) }
    if words.count == 1 { return ordinal }
    guard words.count == 2, let tens = words.first.flatMap({ EnglishNumber.tens[$0] }), ordinal < 10 else { return nil }
    return tens + ordinal
  }

  /// "2027", "two thousand twenty seven", "twenty twenty seven".
  private static func yearNumber(_ words: ArraySlice<String>) -> Int? {
    if let year = SpokenNumber.value(words), year >= 1000 { return year }
    for split in words.indices.dropFirst() {
      if let century = SpokenNumber.value(words[..<split]), let rest = SpokenNumber.value(words[split...]),
        (10...99).contains(century), (10...99).contains(rest)
      {
        return century * 100 + rest
      }
    }
    return nil
  }
}
