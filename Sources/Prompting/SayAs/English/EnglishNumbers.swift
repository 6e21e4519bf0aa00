extension English {
  /// 1,234 American: "one thousand two hundred thirty-four"; British: "… and thirty-four".
  func number(_ number: DecimalNumber) -> [SpokenPiece] {
    var pieces = number.isNegative ? [EnglishWord.minus.piece] : []
    pieces += number.magnitude.map(cardinal) ?? number.whole.map(Self.digit)
    if !number.isWhole {
      pieces.append(EnglishWord.point.piece)
      pieces += number.fraction.map(Self.digit)
    }
    return pieces
  }

  func cardinal(_ number: UInt64) -> [SpokenPiece] {
    atoms(number).map { $0.map(Self.cardinalPiece) ?? EnglishWord.and.piece }
  }

  /// The last word of the cardinal becomes an ordinal: "one hundred twenty-first".
  func ordinal(_ number: UInt64) -> [SpokenPiece] {
    let atoms = atoms(number)
    guard case .some(.some(let last)) = atoms.last else { return [] }
    return atoms.dropLast().map { $0.map(Self.cardinalPiece) ?? EnglishWord.and.piece } + [Self.ordinalPiece(last)]
  }

  /// Hundred, thousand, million …: short scale.
  static let scales: [UInt64] = [
    100, 1000, 1_000_000, 1_000_000_000, 1_000_000_000_000, 1_000_000_000_000_000,
  ]

  static func digit(_ digit: Int) -> SpokenPiece {
    SpokenPiece(id: "digit.\(digit)", words: small[digit])
  }

  /// - Parameter number: 0 to 99, or one of `scales`.
  static func cardinalPiece(_ number: UInt64) -> SpokenPiece {
    SpokenPiece(id: "number.\(number)", words: cardinalWord(number))
  }

  /// - Parameter number: 0 to 99, or one of `scales`.
  static func ordinalPiece(_ number: UInt64) -> SpokenPiece {
    SpokenPiece(id: "ordinal.\(number)", words: ordinalWord(number))
  }

  /// 0 to 99 and scales in their order; `nil` is the British "and".
  private func atoms(_ number: UInt64) -> [UInt64?] {
    guard number > 0 else { return [0] }
    var rest = number
    var atoms: [UInt64?] = []
    for scale in Self.scales.reversed() where rest >= scale {
      atoms += scale == 100 ? [rest / scale] : self.atoms(rest / scale)
      atoms.append(scale)
      rest %= scale
    }
    guard rest > 0 else { return atoms }
    if !isAmerican, !atoms.isEmpty { atoms.append(nil) }
    return atoms + [rest]
  }

  private static func cardinalWord(_ number: UInt64) -> String {
    switch number {
    case 0..<20: return small[Int(number)]
    case 20..<100:
      let ten = tens[Int(number / 10)]
      return number % 10 == 0 ? ten : ten + "-" + small[Int(number % 10)]
    default: return scaleWords[scales.firstIndex(of: number) ?? 0]
    }
  }

  private static func ordinalWord(_ number: UInt64) -> String {
    switch number {
    case 0..<20:
      return smallOrdinals[Int(number)]
    case 20..<100 where number % 10 != 0:
      return tens[Int(number / 10)] + "-" + smallOrdinals[Int(number % 10)]
    case 20..<100:
      return tens[Int(number / 10)].dropLast() + "ieth"
    default:
      return cardinalWord(number) + "th"
    }
  }

  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let smallOrdinals = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
  ]
  private static let tens = [
    "", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
  private static let scaleWords = ["hundred", "thousand", "million", "billion", "trillion", "quadrillion"]
}
