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
    let day = "\(pad(date.year, 4))-\(pad(date.month))-\(pad(date.day))"
    let time = "\(pad(Int(rest / 3_600_000))):\(pad(Int(rest / 60_000 % 60))):\(pad(Int(rest / 1000 % 60)))"
    return "\(day)T\(time).\(pad(Int(rest % 1000), 3))\(offset(utcOffset))"
  }

  private static func offset(_ seconds: Int) -> String {
    if seconds == 0 { return "Z" }
    let minutes = abs(seconds) / 60
    return "\(seconds < 0 ? "-" : "+")\(pad(minutes / 60)):\(pad(minutes % 60))"
  }

  private static func flooredDivision(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }

  private static func pad(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
