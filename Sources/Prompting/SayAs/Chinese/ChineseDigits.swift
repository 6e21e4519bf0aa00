extension Chinese {
  /// One by one, a pause between groups; 幺 for 1 where the language has it.
  func digits(_ groups: [[DialKey]], isTelephone: Bool) -> [SpokenPiece] {
    Array(groups.map { $0.map { key($0, isTelephone: isTelephone) } }.joined(separator: [Self.pause]))
  }

  func telephone(_ number: TelephoneNumber) -> [SpokenPiece] {
    var pieces = number.isInternational ? [plus] : []
    pieces += digits(number.groups, isTelephone: true)
    if !number.extensionGroups.isEmpty {
      pieces += [Self.pause, telephoneExtension] + digits(number.extensionGroups, isTelephone: true)
    }
    return pieces
  }

  func digit(_ digit: Int) -> SpokenPiece {
    SpokenPiece(id: "digit.\(digit)", words: Self.numerals[digit])
  }

  var digitVocabulary: [SpokenPiece] {
    (0...9).map(digit) + [telephoneOne, star, hash, plus, telephoneExtension]
  }

  private static let pause = SpokenPiece(id: SpokenPiece.pauseID, words: "，")

  private var telephoneOne: SpokenPiece { SpokenPiece(id: "telephone.1", words: words.keys.telephoneOne) }
  private var star: SpokenPiece { SpokenPiece(id: "digit.star", words: words.keys.star) }
  private var hash: SpokenPiece { SpokenPiece(id: "digit.hash", words: words.keys.hash) }
  private var plus: SpokenPiece { SpokenPiece(id: "telephone.plus", words: words.keys.plus) }
  private var telephoneExtension: SpokenPiece {
    SpokenPiece(id: "telephone.extension", words: words.keys.telephoneExtension)
  }

  private func key(_ key: DialKey, isTelephone: Bool) -> SpokenPiece {
    switch key {
    case .digit(1) where isTelephone && words.keys.telephoneOne != Self.numerals[1]: telephoneOne
    case .digit(let digit): self.digit(digit)
    case .star: star
    case .hash: hash
    }
  }
}
