extension Chinese {
  /// 两点 (in Cantonese 兩點鐘), 两点半, 九点零五分, 下午两点半, 九点三十分十五秒. A time of a 24-hour clock stays one unless the detail is `12h`.
  func time(_ time: ClockTime) -> [SpokenPiece] {
    let isOnFace = time.clock == .twelveHours
    let named = !isOnFace ? time.hour : time.hour == 0 ? words.times.midnight : time.faceHour
    let pieces = (isOnFace ? [part(ChineseDayPart(hour: time.hour))] : []) + [hour(named)]
    let second = time.second ?? 0
    if second > 0 {
      return pieces + (time.minute == 0 ? [zero] : sixtieth(time.minute)) + [minuteUnit] + sixtieth(second) + [
        secondUnit
      ]
    }
    switch time.minute {
    case 0: return pieces + ((1...12).contains(named) ? [oClock].compactMap(\.self) : [])
    case 30: return pieces + [half]
    default: return pieces + sixtieth(time.minute) + [minuteUnit]
    }
  }

  func unit(_ unit: DurationPart.Unit) -> SpokenPiece {
    SpokenPiece(id: "unit.\(unit.rawValue)", words: words.durations(unit))
  }

  var timeVocabulary: [SpokenPiece] {
    (0...24).map(hour) + ChineseDayPart.allCases.map(part) + [half, minuteUnit, secondUnit]
      + [oClock].compactMap(\.self)
      + DurationPart.Unit.allCases.map(unit)
  }

  private var half: SpokenPiece { SpokenPiece(id: "time.half", words: "半") }
  private var minuteUnit: SpokenPiece { SpokenPiece(id: "time.minute", words: "分") }
  private var secondUnit: SpokenPiece { SpokenPiece(id: "time.second", words: "秒") }
  private var oClock: SpokenPiece? { words.times.oClock.map { SpokenPiece(id: "time.oclock", words: $0) } }

  private func hour(_ hour: Int) -> SpokenPiece {
    SpokenPiece(
      id: "hour.\(hour)", words: (hour == 2 ? words.numbers.two : Self.spelled(hour)) + words.times.hour)
  }

  private func part(_ part: ChineseDayPart) -> SpokenPiece {
    SpokenPiece(id: part.rawValue, words: words.times.parts(part))
  }

  /// 零五, 十五.
  private func sixtieth(_ number: Int) -> [SpokenPiece] {
    number < 10 ? [zero, small(number)] : [small(number)]
  }
}
