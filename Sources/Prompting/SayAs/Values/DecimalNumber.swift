/// A decimal number as it was written: exact, of any length.
struct DecimalNumber: Hashable, Sendable {
  /// Longer whole parts are spoken digit by digit: nobody has words for them.
  static let spokenDigits = 16

  /// Never for zero.
  let isNegative: Bool
  /// Without leading zeros, `[0]` for zero.
  let whole: [Int]
  /// As written, trailing zeros too; empty for an integer.
  let fraction: [Int]

  /// An optional sign, then `1234`, `1,234`, `1.50` or `.5`; then perhaps 万 or 亿, which count.
  init?(_ text: String) {
    var body = text[...]
    let isMinus = Self.removeSign(&body)
    var places = 0
    if let last = body.last, let zeros = Self.multiples[last] {
      places = zeros
      body.removeLast()
    }
    let parts = body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, var whole = first.isEmpty && parts.count == 2 ? [] : Self.grouped(first) else {
      return nil
    }
    var fraction: [Int] = []
    if parts.count == 2 {
      guard let digits = parts[1].asciiDigits else { return nil }
      fraction = digits
    }
    for _ in 0..<places {
      whole.append(fraction.isEmpty ? 0 : fraction.removeFirst())
    }
    self.init(isNegative: isMinus, whole: whole, fraction: fraction)
  }

  init(isNegative: Bool = false, whole: [Int], fraction: [Int] = []) {
    let significant = Array(whole.drop { $0 == 0 })
    self.whole = significant.isEmpty ? [0] : significant
    self.fraction = fraction
    self.isNegative = isNegative && !(significant.isEmpty && fraction.allSatisfy { $0 == 0 })
  }

  var isWhole: Bool { fraction.isEmpty }

  /// The whole part, `nil` if it has too many digits for words.
  var magnitude: UInt64? {
    guard whole.count <= Self.spokenDigits else { return nil }
    return whole.reduce(0) { $0 * 10 + UInt64($1) }
  }

  /// Whether it is this number, written without a fraction.
  func isExactly(_ number: UInt64) -> Bool {
    isWhole && !isNegative && magnitude == number
  }

  /// Takes a leading sign away.
  /// - Returns: whether it was a minus.
  static func removeSign(_ text: inout Substring) -> Bool {
    switch text.first {
    case "-", "\u{2212}":
      text.removeFirst()
      return true
    case "+":
      text.removeFirst()
      return false
    default:
      return false
    }
  }

  private static let multiples: [Character: Int] = ["万": 4, "萬": 4, "亿": 8, "億": 8]

  /// Digits with or without commas; commas stand between all groups of three, or nowhere.
  private static func grouped(_ text: Substring) -> [Int]? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count > 1 else { return text.asciiDigits }
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    return groups.joined().asciiDigits
  }
}
