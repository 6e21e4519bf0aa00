extension Duration {
  /// A time as flows write it: a number and its unit, `3s`, `1.5s`, `850ms` (VoiceXML 2.0 §6.5). `nil` for anything
  /// else, a negative time and a number without a unit included.
  public init?(flowTime text: String) {
    let milliseconds: Bool
    let digits: Substring
    if text.hasSuffix("ms") {
      milliseconds = true
      digits = text.dropLast(2)
    } else if text.hasSuffix("s") {
      milliseconds = false
      digits = text.dropLast()
    } else {
      return nil
    }
    let unsigned = digits.hasPrefix("+") ? digits.dropFirst() : digits
    guard !unsigned.isEmpty, unsigned.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
      let number = Double(unsigned), number < 1e9
    else { return nil }
    self =
      milliseconds ? .microseconds(Int64((number * 1000).rounded())) : .milliseconds(Int64((number * 1000).rounded()))
  }
}
