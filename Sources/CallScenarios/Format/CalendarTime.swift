/// A moment with its offset from UTC, written as in ISO 8601: `2027-01-04T10:00:00+08:00`.
public struct CalendarTime: Hashable, Sendable, CustomStringConvertible {
  /// Since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64
  /// In seconds; local time is UTC plus this.
  public let utcOffset: Int

  public init(milliseconds: Int64, utcOffset: Int) {
    self.milliseconds = milliseconds
    self.utcOffset = utcOffset
  }

  /// Reads `YYYY-MM-DD[THH:MM[:SS[.mmm]]][Z|±HH:MM]`; without a zone it is UTC. `nil` for any other text.
  public init?(_ text: some StringProtocol) {
    var scanner = DigitScanner(text)
    guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
      let day = scanner.number(2), (1...12).contains(month), (1...Self.days(of: month, in: year)).contains(day)
    else { return nil }
    var ofDay: Int64 = 0
    if scanner.skip("T") || scanner.skip(" ") {
      guard let hour = scanner.number(2), scanner.skip(":"), let minute = scanner.number(2), hour < 24, minute < 60
      else { return nil }
      ofDay = Int64(hour * 3600 + minute * 60) * 1000
      if scanner.skip(":") {
        guard let second = scanner.number(2), second < 60 else { return nil }
        ofDay += Int64(second) * 1000
        if scanner.skip(".") {
          guard let fraction = scanner.number(3) else { return nil }
          ofDay += Int64(fraction)
        }
      }
    }
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    utcOffset = offset
    milliseconds = Self.daysSinceEpoch(year, month, day) * 86_400_000 + ofDay - Int64(offset) * 1000
  }

  public var description: String {
    let local = milliseconds + Int64(utcOffset) * 1000
    let day = Int64((Double(local) / 86_400_000).rounded(.down))
    let ofDay = Int((local - day * 86_400_000) / 1000)
    let (year, month, dayOfMonth) = Self.date(ofDay: day)
    let date = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(dayOfMonth, 2))"
    let time = [ofDay / 3600, ofDay / 60 % 60, ofDay % 60].map { Self.padded($0, 2) }.joined(separator: ":")
    guard utcOffset != 0 else { return "\(date)T\(time)Z" }
    let size = abs(utcOffset)
    let zone = "\(Self.padded(size / 3600, 2)):\(Self.padded(size / 60 % 60, 2))"
    return "\(date)T\(time)\(utcOffset < 0 ? "-" : "+")\(zone)"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func days(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01, counting years from March so that the leap day is the last.
  private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let ofEra = y - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return Int64(era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468)
  }

  private static func date(ofDay day: Int64) -> (year: Int, month: Int, day: Int) {
    let shifted = Int(day) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

/// Reads numbers of fixed width.
private struct DigitScanner {
  private var rest: Substring

  init(_ text: some StringProtocol) {
    rest = Substring(text)
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func number(_ width: Int) -> Int? {
    let digits = rest.prefix(width)
    guard digits.count == width, digits.allSatisfy({ ("0"..."9").contains($0) }), let value = Int(digits) else {
      return nil
    }
    rest = rest.dropFirst(width)
    return value
  }

  mutating func skip(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  /// `Z`, `±HH:MM` or nothing, in seconds.
  mutating func offset() -> Int? {
    if rest.isEmpty || skip("Z") { return 0 }
    let sign = skip("-") ? -1 : 1
    guard sign < 0 || skip("+") else { return nil }
    guard let hours = number(2), skip(":"), let minutes = number(2), hours <= 14, minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }
}
