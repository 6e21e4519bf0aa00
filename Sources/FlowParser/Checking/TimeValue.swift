/// A time designation: digits, an optional fraction, `s` or `ms` (VoiceXML 2.0 §6.5).
struct TimeValue: Hashable {
  /// How a number without a unit is read in tolerant mode. The standard allows none; documents of version 1.0 write
  /// both seconds and milliseconds.
  enum Bare: Hashable {
    /// Below 100 seconds, from 100 on milliseconds: nobody waits a hundred seconds, nor three milliseconds.
    case secondsBelowHundred
    case milliseconds
  }

  let microseconds: Int
  let hasUnit: Bool

  /// `nil` if it is no time, is negative, or is longer than about 31 years.
  init?(_ text: String, bare: Bare) {
    var number = text[...]
    if number.hasPrefix("+") { number = number.dropFirst() }
    var unit: Int?
    if number.hasSuffix("ms") {
      unit = 1_000
      number = number.dropLast(2)
    } else if number.hasSuffix("s") {
      unit = 1_000_000
      number = number.dropLast()
    }
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, !(whole.isEmpty && parts.count < 2) else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard !(whole.isEmpty && fraction.isEmpty), whole.utf8.count <= 12,
      (whole + fraction).utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    let wholeNumber = Int(whole) ?? 0
    hasUnit = unit != nil
    let scale = unit ?? (bare == .milliseconds || wholeNumber >= 100 ? 1_000 : 1_000_000)
    guard wholeNumber <= 1_000_000_000_000_000 / scale else { return nil }
    let digits = fraction.prefix(6)
    let millionths = (Int(digits) ?? 0) * Self.power(6 - digits.count)
    microseconds = wholeNumber * scale + millionths * scale / 1_000_000
  }

  var duration: Duration { .microseconds(microseconds) }

  /// With its unit, for messages.
  var spelling: String {
    if microseconds % 1_000_000 == 0 { return "\(microseconds / 1_000_000)s" }
    if microseconds % 1_000 == 0 { return "\(microseconds / 1_000)ms" }
    return "\(Double(microseconds) / 1_000)ms"
  }

  private static func power(_ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
