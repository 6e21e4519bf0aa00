import CallInterface
import FlowDocument

/// `currency`: digits with `*` as the point; in words `$12.50`, `USD 12.50`, `twelve dollars and fifty cents`, 十二块五.
/// The value is `UUUmm.nn`, without the code if the currency is unknown.
struct CurrencyType: BuiltinType {
  let mode: GrammarMode
  let language: String

  private static let codes: [(words: [String], code: String)] = [
    ("hk$", "HKD"), ("us$", "USD"), ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("usd", "USD"), ("eur", "EUR"),
    ("gbp", "GBP"), ("cny", "CNY"), ("hkd", "HKD"), ("jpy", "JPY"), ("rmb", "CNY"), ("us dollars", "USD"),
    ("hong kong dollars", "HKD"), ("dollars", "USD"), ("dollar", "USD"), ("bucks", "USD"), ("euros", "EUR"),
    ("euro", "EUR"), ("pounds", "GBP"), ("pound", "GBP"), ("yuan", "CNY"), ("yen", "JPY"), ("人民币", "CNY"),
    ("人民幣", "CNY"), ("港币", "HKD"), ("港幣", "HKD"), ("港元", "HKD"), ("美元", "USD"), ("美金", "USD"),
    ("欧元", "EUR"), ("歐元", "EUR"), ("英镑", "GBP"), ("英鎊", "GBP"), ("日元", "JPY"), ("日圓", "JPY"), ("蚊", "HKD"),
    // The local money: `localCode`.
    ("¥", ""), ("元", ""), ("圆", ""), ("圓", ""), ("块钱", ""), ("塊錢", ""), ("块", ""), ("塊", ""),
  ].map { (Tokens.cut($0.0), $0.1) }

  /// Parts of the unit, in hundredths.
  private static let minorUnits = [
    "cents": 1, "cent": 1, "pence": 1, "penny": 1, "分": 1, "角": 10, "毛": 10, "毫": 10,
  ]

  var isExact: Bool { false }

  var expansion: GrammarNode {
    switch mode {
    case .dtmf: .decimalKeys(fraction: 2)
    case .voice:
      .many(
        of: SpokenNumber.vocabulary.subtracting(SpokenNumber.minusWords).union(Self.codes.flatMap(\.words))
          .union(Self.minorUnits.keys).union(["and", "钱", "錢"]).sorted())
    }
  }

  func value(of words: [String]) -> DataValue? {
    switch mode {
    case .dtmf: Self.hundredths(KeyedNumber.text(words)).map { .string(Self.text("", $0)) }
    case .voice: spoken(words[...]).map { .string($0) }
    }
  }

  private func spoken(_ words: ArraySlice<String>) -> String? {
    if let (code, length) = code(at: words.startIndex, in: words) {
      return SpokenNumber.decimal(words.dropFirst(length)).flatMap(Self.hundredths).map { Self.text(code, $0) }
    }
    for index in words.indices.dropFirst() {
      guard let (code, length) = code(at: index, in: words) else { continue }
      guard let major = SpokenNumber.decimal(words[..<index]).flatMap(Self.hundredths),
        let minor = Self.minor(words[(index + length)...])
      else { return nil }
      return Self.text(code, major + minor)
    }
    if let minor = Self.minor(words), minor > 0, words.contains(where: { Self.minorUnits[$0] != nil }) {
      return Self.text("", minor)
    }
    return SpokenNumber.decimal(words).flatMap(Self.hundredths).map { Self.text("", $0) }
  }

  /// The longest currency name at a place.
  private func code(at index: Int, in words: ArraySlice<String>) -> (code: String, length: Int)? {
    let fitting = Self.codes.filter { words[index...].starts(with: $0.words) }
    guard let best = fitting.max(by: { $0.words.count < $1.words.count }) else { return nil }
    return (best.code.isEmpty ? localCode : best.code, best.words.count)
  }

  private var localCode: String {
    let language = language.lowercased()
    if language.hasPrefix("ja") { return "JPY" }
    return language.hasPrefix("yue") || language.hasPrefix("zh-hk") ? "HKD" : "CNY"
  }

  /// What comes after the unit: nothing, "and fifty cents", 五 (tenths), 五毛, 五角三分.
  private static func minor(_ words: ArraySlice<String>) -> Int? {
    var rest = words.filter { $0 != "and" && $0 != "钱" && $0 != "錢" }[...]
    guard !rest.isEmpty else { return 0 }
    var sum = 0
    var lastUnit = 100
    while let end = rest.firstIndex(where: { minorUnits[$0] != nil }) {
      guard let unit = minorUnits[rest[end]], unit < lastUnit, let count = SpokenNumber.value(rest[..<end]),
        count < 100, count * unit < 100
      else { return nil }
      sum += count * unit
      lastUnit = unit
      rest = rest[(end + 1)...]
    }
    guard !rest.isEmpty else { return sum }
    guard rest.count == 1, let digit = SpokenNumber.value(rest) else { return nil }
    return sum + digit * lastUnit / 10
  }

  private static func hundredths(_ decimal: String) -> Int? {
    let parts = decimal.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    guard let first = parts.first, first.first != "-", fraction.count <= 2, let whole = Int(first), whole < 1 << 50,
      let cents = Int(fraction + String(repeating: "0", count: 2 - fraction.count))
    else { return nil }
    return whole * 100 + cents
  }

  private static func text(_ code: String, _ hundredths: Int) -> String {
    code + String(hundredths / 100) + "." + CalendarDay.padded(hundredths % 100, 2)
  }
}
