/// Times as scenario files write them: "6s", "1.5s", "250ms", "2m".
enum TimeText {
  /// `nil` where the text is no time.
  static func duration(_ text: some StringProtocol) -> Duration? {
    let units: [(String, Int64)] = [("ms", 1), ("s", 1000), ("m", 60_000)]
    for (unit, milliseconds) in units where text.hasSuffix(unit) {
      return decimal(text.dropLast(unit.count)).map { thousandths in
        .microseconds(thousandths * milliseconds)
      }
    }
    return nil
  }

  /// As short as it can be written, exact to the millisecond.
  static func text(_ duration: Duration) -> String {
    let milliseconds = duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    if milliseconds % 1000 == 0 { return "\(milliseconds / 1000)s" }
    if milliseconds < 1000 { return "\(milliseconds)ms" }
    var fraction = String(1000 + milliseconds % 1000).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return "\(milliseconds / 1000).\(fraction)s"
  }

  /// A number without sign and with at most three decimals, in thousandths.
  private static func decimal(_ text: some StringProtocol) -> Int64? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, !(first.isEmpty && parts.count == 1), isDigits(first), first.count <= 9 else {
      return nil
    }
    let whole = first.isEmpty ? 0 : Int64(first)
    guard let whole else { return nil }
    guard parts.count == 2 else { return whole * 1000 }
    let fraction = parts[1]
    guard (1...3).contains(fraction.count), isDigits(fraction),
      let thousandths = Int64(String(fraction) + String(repeating: "0", count: 3 - fraction.count))
    else { return nil }
    return whole * 1000 + thousandths
  }

  private static func isDigits(_ text: some StringProtocol) -> Bool {
    text.allSatisfy { ("0"..."9").contains($0) }
  }
}
