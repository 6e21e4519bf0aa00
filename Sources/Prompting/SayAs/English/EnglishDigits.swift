extension English {
  /// One by one, a pause between groups.
  func digits(_ groups: [[DialKey]], isTelephone: Bool) -> [SpokenPiece] {
    Array(groups.map { $0.map { key($0, isTelephone: isTelephone) } }.joined(separator: [Self.pause]))
  }

  func telephone(_ number: TelephoneNumber) -> [SpokenPiece] {
    var pieces = number.isInternational ? [EnglishWord.plus.piece] : []
    pieces += digits(number.groups, isTelephone: true)
    if !number.extensionGroups.isEmpty {
      pieces += [Self.pause, EnglishWord.telephoneExtension.piece]
      pieces += digits(number.extensionGroups, isTelephone: true)
    }
    return pieces
  }

  static let pause = SpokenPiece(id: SpokenPiece.pauseID, words: ",")

  private func key(_ key: DialKey, isTelephone: Bool) -> SpokenPiece {
    switch key {
    case .digit(0) where isTelephone: EnglishWord.oh.piece
    case .digit(let digit): Self.digit(digit)
    case .star: EnglishWord.star.piece
    case .hash: (isAmerican ? EnglishWord.pound : .hash).piece
    }
  }
}
