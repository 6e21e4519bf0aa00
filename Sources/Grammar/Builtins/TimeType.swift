import CallInterface
import FlowDocument

/// `time`: four keys hhmm; in words `14:30`, `2:30 pm`, `two thirty`, `half past two`, 下午两点半. The value is hhmm and
/// `a`, `p`, `h` (24 hours) or `?` (could be either).
struct TimeType: BuiltinType {
  let mode: GrammarMode

  private static let morning: Set<String> = ["am", "a.m"]
  private static let evening: Set<String> = ["pm", "p.m"]
  private static let fillers: Set<String> = ["o'clock", "oclock", "in", "the", "at", "a", "m", "p"]
  private static let named = ["noon": "1200p", "midday": "1200p", "midnight": "1200a"]
  private static let parts = ["morning": "a", "afternoon": "p", "evening": "p", "night": "p"]
  private static let chineseParts = [
    "上午": "a", "早上": "a", "凌晨": "a", "朝早": "a", "中午": "p", "下午": "p", "晚上": "p", "傍晚": "p", "夜晚": "p",
    "下昼": "p", "下晝": "p", "晏昼": "p", "晏晝": "p",
  ]
  private static let hourUnits: Set<String> = ["点", "點", "时", "時", ":"]
  private static let relative: Set<String> = ["half", "quarter", "past", "to", "after"]

  var isExact: Bool { false }

  var expansion: GrammarNode {
    switch mode {
    case .dtmf:
      return .repetition(.digitKey, minimum: 4, maximum: 4)
    case .voice:
      var words = SpokenNumber.vocabulary.union(Self.morning).union(Self.evening).union(Self.fillers)
      words.formUnion(Self.named.keys)
      words.formUnion(Self.parts.keys)
      words.formUnion(Self.chineseParts.keys.flatMap { $0.map(String.init) })
      words.formUnion(Self.hourUnits)
      words.formUnion(Self.relative)
      words.formUnion(["分", "半", "刻", "整", "钟", "鐘", "正"])
      return .many(of: words.sorted())
    }
  }

  func value(of words: [String]) -> DataValue? {
    guard mode == .voice else { return Self.text(words.joined(), half: nil).map { .string($0) } }
    let cleaned = words.joined(separator: " ")
    if let value = Self.named[cleaned] { return .string(value) }
    let (rest, half) = Self.takingHalfOfDay(words)
    guard let clock = Self.chineseClock(rest) ?? Self.relativeClock(rest) ?? Self.plainClock(rest) else { return nil }
    return Self.text(clock, half: half).map { .string($0) }
  }

  /// `hhmm` and the half of the day, if it was said, as the value.
  private static func text(_ clock: String, half: String?) -> String? {
    guard clock.count == 4, let number = Int(clock), number / 100 < 24, number % 100 < 60 else { return nil }
    let isTwelveHour = (100...1259).contains(number)
    guard let half else { return clock + (isTwelveHour ? "?" : "h") }
    return clock + (isTwelveHour ? half : "h")
  }

  /// Takes am, pm, 上午, "in the morning" away.
  private static func takingHalfOfDay(_ words: [String]) -> (rest: [String], half: String?) {
    var half: String?
    var words = words
    if words.count >= 2, let part = chineseParts[words[0] + words[1]] {
      half = part
      words.removeFirst(2)
    }
    // "a m" and "p m", as a recogniser may write them.
    if words.count >= 2, words.last == "m", let letter = words.dropLast().last, letter == "a" || letter == "p" {
      half = letter
      words.removeLast(2)
    }
    for word in words {
      if morning.contains(word) { half = "a" }
      if evening.contains(word) { half = "p" }
      if let part = parts[word] { half = part }
    }
    let dropped = morning.union(evening).union(fillers).union(parts.keys)
    return (words.filter { !dropped.contains($0) }, half)
  }

  private static func clock(_ hour: Int, _ minute: Int) -> String {
    CalendarDay.padded(hour, 2) + CalendarDay.padded(minute, 2)
  }

  /// 14:30, 两点半, 两点三十分, 三点一刻; also the hour alone with its unit.
  private static func chineseClock(_ words: [String]) -> String? {
    guard let unit = words.firstIndex(where: hourUnits.contains), let hour = SpokenNumber.value(words[..<unit]),
      hour < 24
    else { return nil }
    var rest = words[(unit + 1)...]
    while let last = rest.last, ["分", "整", "正", "钟", "鐘"].contains(last) { rest = rest.dropLast() }
    if rest.isEmpty { return words[unit] == ":" ? nil : clock(hour, 0) }
    if rest == ["半"] { return clock(hour, 30) }
    if rest.last == "刻" {
      guard let quarters = SpokenNumber.value(rest.dropLast()), (1...3).contains(quarters) else { return nil }
      return clock(hour, quarters * 15)
    }
    return SpokenNumber.value(rest).map { clock(hour, $0) }
  }

  /// "half past two", "quarter to three", "ten past four".
  private static func relativeClock(_ words: [String]) -> String? {
    guard let index = words.firstIndex(where: { ["past", "to", "after"].contains($0) }),
      let hour = SpokenNumber.value(words[(index + 1)...]), (1...12).contains(hour)
    else { return nil }
    let amount = words[..<index]
    let minutes = amount == ["half"] ? 30 : amount == ["quarter"] ? 15 : SpokenNumber.value(amount)
    guard let minutes, (1..<60).contains(minutes) else { return nil }
    return words[index] == "to" ? clock(hour == 1 ? 12 : hour - 1, 60 - minutes) : clock(hour, minutes)
  }

  /// "1430", "2 pm", "two thirty", "two oh five".
  private static func plainClock(_ words: [String]) -> String? {
    if words.allSatisfy(SpokenNumber.isNumeral) {
      let digits = words.joined()
      switch digits.count {
      case 1, 2: return Int(digits).map { clock($0, 0) }
      case 3: return "0" + digits
      case 4: return digits
      default: return nil
      }
    }
    if let hour = SpokenNumber.value(words[...]), hour < 24 { return clock(hour, 0) }
    for split in words.indices.dropFirst() {
      let minutes = words[split...]
      guard let hour = SpokenNumber.value(words[..<split]), hour < 24, let minute = SpokenNumber.value(minutes),
        minute >= 10 || minutes.count == 2, minute < 60
      else { continue }
      return clock(hour, minute)
    }
    return nil
  }
}
