/// What Mandarin and Cantonese have in common: how numbers are put together, and the order of dates and times.
struct Chinese: SpokenLanguage {
  let words: ChineseWords
  let script: ChineseScript
  /// Whose coins need no name before them.
  let localCurrency: Currency
  let dollar: Currency

  static let mandarinTag = "cmn"
  static let cantoneseTag = "yue"

  var primaryTag: String { words.tag }
  var hasBlanks: Bool { false }
  var habits: ReadingHabits { ReadingHabits(dollar: dollar) }

  func pieces(for value: SayAsValue) -> [SpokenPiece]? {
    written(unwritten(value))
  }

  var vocabulary: [SpokenPiece] {
    written(
      numberVocabulary + digitVocabulary + dateVocabulary + timeVocabulary
        + Currency.allCases.flatMap { words.coins($0).pieces }
        + [boolean(true), boolean(false)])
  }

  /// Whether a piece of Cantonese, in any script, has the same words in Mandarin.
  static func isSameInMandarin(_ piece: SpokenPiece) -> Bool {
    mandarinWords[piece.id] == ChineseScript.simplified.convert(piece.words)
  }

  private static let mandarinWords: [String: String] = {
    let mandarin = Chinese(words: .mandarin, script: .simplified, localCurrency: .cny, dollar: .usd)
    return Dictionary(mandarin.vocabulary.map { ($0.id, $0.words) }) { first, _ in first }
  }()

  /// In the script of the tables.
  private func unwritten(_ value: SayAsValue) -> [SpokenPiece] {
    switch value {
    case .digits(let groups, let isTelephone): digits(groups, isTelephone: isTelephone)
    case .number(let number): self.number(number)
    case .count(let number): count(number)
    case .ordinal(let number): [ordinalPrefix] + cardinal(number)
    case .money(let money): self.money(money)
    case .date(let date): self.date(date)
    case .time(let time): self.time(time)
    case .duration(let parts): parts.flatMap { count($0.amount) + [unit($0.unit)] }
    case .telephone(let number): telephone(number)
    case .boolean(let isTrue): [boolean(isTrue)]
    }
  }

  private func written(_ pieces: [SpokenPiece]) -> [SpokenPiece] {
    script == words.script ? pieces : pieces.map { SpokenPiece(id: $0.id, words: script.convert($0.words)) }
  }

  private func boolean(_ isTrue: Bool) -> SpokenPiece {
    SpokenPiece(id: isTrue ? "boolean.true" : "boolean.false", words: isTrue ? words.yes : words.no)
  }
}
