/// What is counted, one and many.
struct EnglishNoun {
  let one: SpokenPiece
  let many: SpokenPiece

  /// - Parameter many: `nil` where it is the same word.
  init(_ one: String, _ many: String?) {
    self.one = Self.piece(one)
    self.many = Self.piece(many ?? one)
  }

  private static func piece(_ words: String) -> SpokenPiece {
    SpokenPiece(id: "unit." + words.lowercased().split(separator: " ").joined(separator: "-"), words: words)
  }
}

extension English {
  /// "two dollars and fifty cents", "one yuan"; exchange rates with a point: "seven point one two three yuan".
  func money(_ money: Money) -> [SpokenPiece] {
    guard let currency = money.currency else { return number(money.amount) }
    let names = Self.coinNames(currency)
    guard let coins = money.coins else { return number(money.amount) + [names[0].many] }
    var pieces = money.amount.isNegative ? [EnglishWord.minus.piece] : []
    if coins.whole > 0 || coins.hundredths == 0 {
      pieces += counted(coins.whole, names[0])
    }
    if coins.hundredths > 0, names.count > 1 {
      if coins.whole > 0 { pieces.append(EnglishWord.and.piece) }
      pieces += counted(coins.hundredths, names[1])
    }
    return pieces
  }

  func counted(_ number: UInt64, _ noun: EnglishNoun) -> [SpokenPiece] {
    cardinal(number) + [number == 1 ? noun.one : noun.many]
  }

  /// The whole and, where there are any, the hundredth.
  static func coinNames(_ currency: Currency) -> [EnglishNoun] {
    let cent = EnglishNoun("cent", "cents")
    return switch currency {
    case .cny: [EnglishNoun("yuan", nil), EnglishNoun("fen", nil)]
    case .hkd: [EnglishNoun("Hong Kong dollar", "Hong Kong dollars"), cent]
    case .mop: [EnglishNoun("pataca", "patacas"), EnglishNoun("avo", "avos")]
    case .twd: [EnglishNoun("New Taiwan dollar", "New Taiwan dollars"), cent]
    case .usd: [EnglishNoun("dollar", "dollars"), cent]
    case .eur: [EnglishNoun("euro", "euros"), cent]
    case .gbp: [EnglishNoun("pound", "pounds"), EnglishNoun("penny", "pence")]
    case .jpy: [EnglishNoun("yen", nil)]
    case .krw: [EnglishNoun("won", nil)]
    case .sgd: [EnglishNoun("Singapore dollar", "Singapore dollars"), cent]
    case .aud: [EnglishNoun("Australian dollar", "Australian dollars"), cent]
    case .cad: [EnglishNoun("Canadian dollar", "Canadian dollars"), cent]
    case .chf: [EnglishNoun("Swiss franc", "Swiss francs"), EnglishNoun("centime", "centimes")]
    }
  }
}
