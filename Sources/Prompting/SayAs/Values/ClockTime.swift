/// A time of day (VoiceXML 2.0 appendix P: `time`).
struct ClockTime: Hashable, Sendable {
  enum Clock: Hashable, Sendable {
    /// Morning or afternoon is not known; the hour is spoken as it is.
    case unknown
    /// The language's habit.
    case usual
    case twelveHours
    case twentyFourHours
  }
  /// 0 to 24, and 24 only at 24:00.
  let hour: Int
  let minute: Int
  let second: Int?
  let clock: Clock

  /// `0930`, `9:30`, `093015` or `9:30:15`; behind it `a`, `p` (also `am`, `p.m.`), `h` (24 hours) or `?`.
  init?(_ text: String, format: String, detail: String) {
    let (body, mark) = Self.separateMark(text)
    guard let fields = Self.fields(body, isHourAlone: format == "h" || mark == "a" || mark == "p") else { return nil }
    minute = fields.count > 1 ? fields[1] : 0
    second = fields.count > 2 ? fields[2] : nil
    guard minute < 60, second ?? 0 < 60 else { return nil }
    let hour = fields[0]
    guard hour < 24 || hour == 24 && minute == 0 && second ?? 0 == 0 else { return nil }
    switch mark {
    case "a", "p":
      guard (1...12).contains(hour) else { return nil }
      self.hour = hour % 12 + (mark == "p" ? 12 : 0)
      clock = detail == "24h" ? .twentyFourHours : .twelveHours
    case "?":
      self.hour = hour
      clock = hour > 12 ? .usual : .unknown
    default:
      self.hour = hour
      if mark == nil, format == "hms12", (1...12).contains(hour) {
        clock = .unknown
      } else if detail == "12h" {
        clock = .twelveHours
      } else {
        clock = detail == "24h" || format == "hms24" ? .twentyFourHours : .usual
      }
    }
  }

  /// The hour on a clock's face, 1 to 12.
  var faceHour: Int { hour % 12 == 0 ? 12 : hour % 12 }

  /// The digits, and `a`, `p`, `h`, `?` or nothing.
  private static func separateMark(_ text: String) -> (String, Character?) {
    var body = text.lowercased()
    for (ending, mark): (String, Character) in [
      ("a.m.", "a"), ("p.m.", "p"), ("am", "a"), ("pm", "p"), ("a", "a"), ("p", "p"), ("h", "h"), ("?", "?"),
    ] where body.hasSuffix(ending) {
      body.removeLast(ending.count)
      return (body.trimmed, mark)
    }
    return (body, nil)
  }

  /// Hours, minutes and seconds, not yet checked for their range.
  private static func fields(_ body: String, isHourAlone: Bool) -> [Int]? {
    if body.asciiDigits != nil {
      if isHourAlone, body.count <= 2 { return body.smallNumber(longest: 2).map { [$0] } }
      guard body.count == 4 || body.count == 6, let number = body.smallNumber(longest: 6) else { return nil }
      return body.count == 4
        ? [number / 100, number % 100] : [number / 10_000, number / 100 % 100, number % 100]
    }
    let parts = body.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.dropFirst().allSatisfy({ $0.count == 2 }) else { return nil }
    let numbers = parts.compactMap { $0.smallNumber(longest: 2) }
    return numbers.count == parts.count ? numbers : nil
  }
}
