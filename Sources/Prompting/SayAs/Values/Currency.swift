/// Currencies that have spoken names here (ISO 4217).
enum Currency: String, CaseIterable, Hashable, Sendable {
  case cny, hkd, mop, twd, usd, eur, gbp, jpy, krw, sgd, aud, cad, chf

  /// - Parameter code: in lower case; `rmb` is `cny`.
  init?(code: String) {
    self.init(rawValue: code == "rmb" ? "cny" : code)
  }

  /// Digits behind the decimal point: cents, or none.
  var places: Int {
    switch self {
    case .jpy, .krw: 0
    default: 2
    }
  }

  /// Signs before an amount, in lower case, longer ones first.
  static func signs(dollar: Currency) -> [(String, Currency)] {
    [
      ("hk$", .hkd), ("us$", .usd), ("nt$", .twd), ("mop$", .mop), ("s$", .sgd), ("a$", .aud), ("c$", .cad),
      ("$", dollar), ("£", .gbp), ("€", .eur), ("¥", .cny), ("￥", .cny), ("₩", .krw),
    ]
  }
}
