extension Chinese {
  /// 二〇二七年二月六日星期六: the year digit by digit.
  func date(_ date: CalendarDate) -> [SpokenPiece] {
    var pieces: [SpokenPiece] = []
    if let year = date.year { pieces += String(year).compactMap(\.wholeNumberValue).map(yearDigit) + [yearUnit] }
    if let month = date.month { pieces.append(self.month(month)) }
    if let day = date.day { pieces.append(self.day(day)) }
    if let weekday = date.weekday { pieces.append(self.weekday(weekday)) }
    return pieces
  }

  var dateVocabulary: [SpokenPiece] {
    [yearDigit(0), yearUnit] + (1...12).map(month) + (1...31).map(day) + (1...7).map(weekday)
  }

  private var yearUnit: SpokenPiece { SpokenPiece(id: "date.year", words: "年") }

  private func yearDigit(_ digit: Int) -> SpokenPiece {
    digit == 0 ? SpokenPiece(id: "year.0", words: "〇") : self.digit(digit)
  }

  private func month(_ month: Int) -> SpokenPiece {
    SpokenPiece(id: "month.\(month)", words: Self.spelled(month) + "月")
  }

  /// 廿 and 卅 where a digit follows them: 二十號, 廿一號, 三十號, 卅一號.
  private func day(_ day: Int) -> SpokenPiece {
    let (ten, one) = (day / 10, day % 10)
    let isShort = words.dates.hasShortTens && ten > 1 && one > 0
    let spelled = isShort ? (ten == 2 ? "廿" : "卅") + Self.numerals[one] : Self.spelled(day)
    return SpokenPiece(id: "day.\(day)", words: spelled + words.dates.day)
  }

  private func weekday(_ weekday: Int) -> SpokenPiece {
    SpokenPiece(id: "weekday.\(weekday)", words: "星期" + (weekday == 7 ? "日" : Self.numerals[weekday]))
  }
}
