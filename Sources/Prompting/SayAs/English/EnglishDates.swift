extension English {
  /// American: "Saturday, February sixth, twenty twenty-seven"; British: "Saturday the sixth of February twenty
  /// twenty-seven"; a day alone: "the thirty-first".
  func date(_ date: CalendarDate) -> [SpokenPiece] {
    var pieces: [SpokenPiece] = []
    if let weekday = date.weekday {
      pieces.append(Self.weekdayPiece(weekday))
      if isAmerican { pieces.append(Self.pause) }
    }
    switch (date.month, date.day) {
    case (let month?, let day?) where isAmerican:
      pieces += [Self.monthPiece(month), Self.ordinalPiece(UInt64(day))]
      if date.year != nil { pieces.append(Self.pause) }
    case (let month?, let day?):
      pieces += [EnglishWord.the.piece, Self.ordinalPiece(UInt64(day)), EnglishWord.of.piece, Self.monthPiece(month)]
    case (nil, let day?):
      pieces += [EnglishWord.the.piece, Self.ordinalPiece(UInt64(day))]
    case (let month?, nil):
      pieces.append(Self.monthPiece(month))
    case (nil, nil):
      break
    }
    return pieces + (date.year.map(year) ?? [])
  }

  /// In pairs: "nineteen ninety-nine", "twenty ten", "nineteen hundred", "nineteen oh five"; but "two thousand five".
  func year(_ year: Int) -> [SpokenPiece] {
    let (century, rest) = (UInt64(year / 100), UInt64(year % 100))
    if century < 10 || century % 10 == 0 && rest < 10 { return cardinal(UInt64(year)) }
    let end =
      switch rest {
      case 0: [Self.cardinalPiece(100)]
      case 1..<10: [EnglishWord.oh.piece, Self.cardinalPiece(rest)]
      default: [Self.cardinalPiece(rest)]
      }
    return [Self.cardinalPiece(century)] + end
  }

  /// - Parameter month: 1 to 12.
  static func monthPiece(_ month: Int) -> SpokenPiece {
    SpokenPiece(id: "month.\(month)", words: months[month - 1])
  }

  /// - Parameter weekday: 1, Monday, to 7.
  static func weekdayPiece(_ weekday: Int) -> SpokenPiece {
    SpokenPiece(id: "weekday.\(weekday)", words: weekdays[weekday - 1])
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
}
