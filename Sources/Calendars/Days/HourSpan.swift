/// Hours from one time of day until another; past midnight where the end is not after the beginning.
public struct HourSpan: Hashable, Sendable, CustomStringConvertible {
  /// Minutes since the midnight at which the day begins, up to 47:59 of it. Empty where both ends are the same.
  public let minutes: Range<Int>

  static let minutesOfDay = 1440
  public static let wholeDay = HourSpan(from: 0, to: minutesOfDay)

  /// - Parameters:
  ///   - from: minute of the day, 0 to 1439.
  ///   - to: minute of the day, 0 to 1440; not later than `from`, it is of the next day.
  public init(from: Int, to: Int) {
    let start = min(max(from, 0), Self.minutesOfDay - 1)
    let end = min(max(to, 0), Self.minutesOfDay)
    minutes = end < start ? start..<end + Self.minutesOfDay : start..<end
  }

  /// Reads two times of day, `08:00` and `22:30`; the end may be `24:00`.
  public init(from: String, to: String) throws(CalendarTextFault) {
    try self.init(from: from, untilMinute: try Self.minute(to))
  }

  init(from: String, untilMinute end: Int) throws(CalendarTextFault) {
    let start = try Self.minute(from)
    guard start < Self.minutesOfDay else { throw CalendarTextFault("hours cannot begin at 24:00", suggestion: "00:00") }
    self.init(from: start, to: end)
  }

  /// The minute of the day of `HH:MM`, 0 to 1440.
  public static func minute(_ text: String) throws(CalendarTextFault) -> Int {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let isDigits = parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard isDigits, parts.map(\.count) == [2, 2], let hour = Int(parts[0]), let minute = Int(parts[1]) else {
      let isShort = isDigits && parts.map(\.count) == [1, 2]
      throw CalendarTextFault(
        "'\(text)' is no time of day, which has the form HH:MM", suggestion: isShort ? "0\(text)" : nil)
    }
    guard hour < 24 && minute < 60 || hour == 24 && minute == 0 else {
      throw CalendarTextFault("there is no time of day \(text): they go from 00:00 to 24:00")
    }
    return hour * 60 + minute
  }

  public var isEmpty: Bool { minutes.isEmpty }

  /// `22:00–02:00`.
  public var description: String {
    "\(Self.text(minutes.lowerBound))–\(Self.text(minutes.upperBound))"
  }

  private static func text(_ minute: Int) -> String {
    let ofDay = minute > minutesOfDay ? minute - minutesOfDay : minute
    return "\(padded(ofDay / 60, 2)):\(padded(ofDay % 60, 2))"
  }
}
