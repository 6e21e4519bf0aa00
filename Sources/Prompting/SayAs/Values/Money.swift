/// An amount of money (VoiceXML 2.0 appendix P: `currency`).
struct Money: Hashable, Sendable {
  /// `nil`: nobody said which; the amount is spoken as a number, for a wrong currency is worse than none.
  let currency: Currency?
  let amount: DecimalNumber

  /// `CNY12.50`, `12.50 CNY`, `-USD5`, `HK$5`, `12.50`.
  /// - Parameters:
  ///   - defaultCurrency: of a text that names none.
  ///   - dollar: what `$` means.
  init?(_ text: String, defaultCurrency: Currency?, dollar: Currency) {
    var rest = text.lowercased()[...]
    let isSigned = "+-\u{2212}".contains(rest.first ?? " ")
    let isNegative = DecimalNumber.removeSign(&rest)
    var currency = defaultCurrency
    if let (sign, named) = Currency.signs(dollar: dollar).first(where: { rest.hasPrefix($0.0) }) {
      rest.removeFirst(sign.count)
      currency = named
    } else if let code = Currency(code: String(rest.prefix(3))) {
      rest.removeFirst(3)
      currency = code
    } else if let code = Currency(code: String(rest.suffix(3))) {
      rest.removeLast(3)
      currency = code
    }
    let digits = String(rest).trimmed
    guard !(isSigned && "+-\u{2212}".contains(digits.first ?? " ")), let amount = DecimalNumber(digits) else {
      return nil
    }
    self.currency = currency
    self.amount = DecimalNumber(
      isNegative: isNegative || amount.isNegative, whole: amount.whole, fraction: amount.fraction)
  }

  /// The amount as whole units and hundredths, `nil` where it must be spoken with a decimal point: more digits than the
  /// currency has, or too many for words.
  var coins: (whole: UInt64, hundredths: UInt64)? {
    guard let currency, let whole = amount.magnitude else { return nil }
    let extra = amount.fraction.dropFirst(currency.places)
    guard extra.isEmpty || currency.places == 0 && extra.allSatisfy({ $0 == 0 }) else { return nil }
    var hundredths: UInt64 = 0
    for place in 0..<currency.places {
      hundredths = hundredths * 10 + UInt64(place < amount.fraction.count ? amount.fraction[place] : 0)
    }
    return (whole, hundredths)
  }
}
