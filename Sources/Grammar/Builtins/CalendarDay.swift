/// A date of which parts may be unknown.
struct CalendarDay {
  var year: Int?
  var month: Int?
  var day: Int?

  /// `yyyymmdd` with `?` for what is unknown (VoiceXML 2.0 appendix P); `nil` if there is no such day.
  var text: String? {
    guard year != nil || month != nil || day != nil else { return nil }
    if let year, !(0...9999).contains(year) { return nil }
    if let month, !(1...12).contains(month) { return nil }
    if let day, !(1...lastDay).contains(day) { return nil }
    return Self.padded(year, 4) + Self.padded(month, 2) + Self.padded(day, 2)
  }

  /// An unknown year may be a leap year.
  private var lastDay: Int {
    switch month {
    case 4, 6, 9, 11: return 30
    case 2:
      guard let year else { return 29 }
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: return 31
    }
  }

  static func padded(_ number: Int?, _ width: Int) -> String {
    guard let number else { return String(repeating: "?", count: width) }
    let digits = String(number)
    return String(repeating: "0", count: max(width - digits.count, 0)) + digits
  }
}
