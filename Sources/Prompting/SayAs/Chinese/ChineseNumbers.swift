extension Chinese {
  /// 负一百零一点五; beyond words digit by digit.
  func number(_ number: DecimalNumber) -> [SpokenPiece] {
    signed(number, number.magnitude.map(cardinal) ?? number.whole.map(digit))
  }

  /// Before what it counts: 两 for exactly 2.
  func count(_ number: DecimalNumber) -> [SpokenPiece] {
    number.isWhole && number.magnitude == 2 ? signed(number, [two]) : self.number(number)
  }

  func count(_ number: UInt64) -> [SpokenPiece] {
    number == 2 ? [two] : cardinal(number)
  }

  func cardinal(_ number: UInt64) -> [SpokenPiece] {
    number == 0 ? [zero] : spell(number, isInner: false)
  }

  var ordinalPrefix: SpokenPiece { SpokenPiece(id: "ordinal.prefix", words: "第") }
  var zero: SpokenPiece { small(0) }
  var two: SpokenPiece { SpokenPiece(id: "count.2", words: words.numbers.two) }

  /// 0 to 99: as at the beginning of a number, or (10 to 19) inside of one: 十五, 一百一十五.
  func small(_ number: Int, isInner: Bool = false) -> SpokenPiece {
    let spelled = Self.spelled(number)
    return isInner && (10..<20).contains(number)
      ? SpokenPiece(id: "number.inner.\(number)", words: "一" + spelled)
      : SpokenPiece(id: "number.\(number)", words: spelled)
  }

  var numberVocabulary: [SpokenPiece] {
    (0...99).map { small($0) } + (10...19).map { small($0, isInner: true) }
      + (1...9).map { round($0, 100) } + (1...9).map { round($0, 1000) }
      + [two, scale(10_000), scale(100_000_000), minus, point, ordinalPrefix]
  }

  /// The characters of 0 to 99.
  static func spelled(_ number: Int) -> String {
    let (ten, one) = (number / 10, number % 10)
    let tens = ten == 0 ? "" : ten == 1 ? "十" : numerals[ten] + "十"
    return ten > 0 && one == 0 ? tens : tens + numerals[one]
  }

  static let numerals = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

  var minus: SpokenPiece { SpokenPiece(id: "number.minus", words: words.numbers.minus) }
  private var point: SpokenPiece { SpokenPiece(id: "number.point", words: words.numbers.point) }

  private func signed(_ number: DecimalNumber, _ whole: [SpokenPiece]) -> [SpokenPiece] {
    (number.isNegative ? [minus] : []) + whole + (number.isWhole ? [] : [point] + number.fraction.map(digit))
  }

  /// Sections of four digits, 万 and 亿 between them, and one 零 for any zeros between digits of a section or at the
  /// beginning of a later one.
  private func spell(_ number: UInt64, isInner: Bool) -> [SpokenPiece] {
    if number >= 100_000_000 { return spell(number, around: 100_000_000, isInner: isInner) }
    if number >= 10_000 { return spell(number, around: 10_000, isInner: isInner) }
    let (thousands, hundreds, rest) = (Int(number) / 1000, Int(number) / 100 % 10, Int(number) % 100)
    var pieces: [SpokenPiece] = []
    if thousands > 0 { pieces.append(round(thousands, 1000)) }
    if hundreds > 0 {
      pieces.append(round(hundreds, 100))
    } else if thousands > 0, rest > 0 {
      return pieces + [zero, small(rest, isInner: true)]
    }
    guard rest > 0 else { return pieces }
    if hundreds > 0, rest < 10 { pieces.append(zero) }
    return pieces + [small(rest, isInner: isInner || !pieces.isEmpty)]
  }

  private func spell(_ number: UInt64, around scale: UInt64, isInner: Bool) -> [SpokenPiece] {
    let (high, low) = (number / scale, number % scale)
    var pieces = high == 2 ? [two] : spell(high, isInner: isInner)
    pieces.append(self.scale(scale))
    guard low > 0 else { return pieces }
    if low < scale / 10 { pieces.append(zero) }
    return pieces + spell(low, isInner: true)
  }

  /// 一百 to 九百, 一千 to 九千.
  private func round(_ digit: Int, _ unit: Int) -> SpokenPiece {
    let spelled =
      switch (digit, unit) {
      case (2, 100): words.numbers.twoHundred
      case (2, _): words.numbers.two + "千"
      case (_, 100): Self.numerals[digit] + "百"
      default: Self.numerals[digit] + "千"
      }
    return SpokenPiece(id: "number.\(digit * unit)", words: spelled)
  }

  private func scale(_ number: UInt64) -> SpokenPiece {
    SpokenPiece(
      id: "number.\(number)", words: number == 10_000 ? words.numbers.tenThousand : words.numbers.hundredMillion)
  }
}
