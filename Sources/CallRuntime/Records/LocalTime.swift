/// Points of time as people and other programs read them.
public enum LocalTime {
  /// ISO 8601 with milliseconds and offset.
  /// - Parameters:
  ///   - milliseconds: since 1970-01-01T00:00:00Z.
  ///   - utcOffset: in seconds.
  public static func text(_ milliseconds: Int64, utcOffset: Int) -> String {
    let local = milliseconds + Int64(utcOffset) * 1000
    let (days, rest) = flooredDivision(local, 86_400_000)
    let date = CivilDate(daysSince1970: days)
    var text = ""
    text.reserveCapacity(29)
    for (number, width, mark) in [
      (date.year, 4, "-"), (date.month, 2, "-"), (date.day, 2, "T"), (Int(rest / 3_600_000), 2, ":"),
      (Int(rest / 60_000 % 60), 2, ":"), (Int(rest / 1000 % 60), 2, "."), (Int(rest % 1000), 3, ""),
    ] {
      append(number, width, to: &text)
      text += mark
    }
    appendOffset(utcOffset, to: &text)
    return text
  }

  private static func appendOffset(_ seconds: Int, to text: inout String) {
    if seconds == 0 {
      text += "Z"
      return
    }
    let minutes = abs(seconds) / 60
    text += seconds < 0 ? "-" : "+"
    append(minutes / 60, 2, to: &text)
    text += ":"
    append(minutes % 60, 2, to: &text)
  }

  private static func flooredDivision(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  private static func append(_ number: Int, _ width: Int, to text: inout String) {
    let digits = String(number)
    for _ in 0..<max(0, width - digits.utf8.count) { text += "0" }
    text += digits
  }
}
