extension English {
  func time(_ time: ClockTime) -> [SpokenPiece] {
    let seconds = time.second.flatMap { $0 == 0 ? nil : UInt64($0) }.map {
      [EnglishWord.and.piece] + counted($0, Self.unit(.second))
    }
    return (time.clock == .twentyFourHours ? longClock(time) : shortClock(time)) + (seconds ?? [])
  }

  /// "one day, two hours and thirty minutes".
  func duration(_ parts: [DurationPart]) -> [SpokenPiece] {
    var pieces: [SpokenPiece] = []
    for (index, part) in parts.enumerated() {
      if index > 0 { pieces.append(index == parts.count - 1 ? EnglishWord.and.piece : Self.pause) }
      let unit = Self.unit(part.unit)
      pieces += number(part.amount) + [part.amount.isExactly(1) ? unit.one : unit.many]
    }
    return pieces
  }

  static func unit(_ unit: DurationPart.Unit) -> EnglishNoun {
    EnglishNoun(unit.rawValue, unit.rawValue + "s")
  }

  /// "two o'clock", "nine oh five a.m.", "twelve noon"; British also "half past nine in the morning".
  private func shortClock(_ time: ClockTime) -> [SpokenPiece] {
    let hour = Self.cardinalPiece(UInt64(time.faceHour))
    if time.clock == .unknown {
      if let phrase = britishPhrase(time) { return phrase }
      return time.minute == 0 ? [hour, EnglishWord.oClock.piece] : [hour] + minutes(time.minute)
    }
    if time.minute == 0, time.hour % 12 == 0 {
      return [hour, (time.hour == 12 ? EnglishWord.noon : .midnight).piece]
    }
    let face = britishPhrase(time) ?? (time.minute == 0 ? [hour] : [hour] + minutes(time.minute))
    return face + [dayPart(time).piece]
  }

  /// "fourteen thirty", "oh nine oh five", "fourteen hundred hours".
  private func longClock(_ time: ClockTime) -> [SpokenPiece] {
    var pieces = [Self.cardinalPiece(UInt64(time.hour))]
    if (1...9).contains(time.hour) { pieces.insert(EnglishWord.oh.piece, at: 0) }
    return pieces + (time.minute == 0 ? [EnglishWord.hundredHours.piece] : minutes(time.minute))
  }

  private func minutes(_ minute: Int) -> [SpokenPiece] {
    let number = Self.cardinalPiece(UInt64(minute))
    return minute < 10 ? [EnglishWord.oh.piece, number] : [number]
  }

  /// Quarters of an hour, without seconds.
  private func britishPhrase(_ time: ClockTime) -> [SpokenPiece]? {
    guard !isAmerican, time.second ?? 0 == 0 else { return nil }
    let hour = UInt64(time.faceHour)
    return switch time.minute {
    case 15: [EnglishWord.quarterPast.piece, Self.cardinalPiece(hour)]
    case 30: [EnglishWord.halfPast.piece, Self.cardinalPiece(hour)]
    case 45: [EnglishWord.quarterTo.piece, Self.cardinalPiece(hour % 12 + 1)]
    default: nil
    }
  }

  private func dayPart(_ time: ClockTime) -> EnglishWord {
    if isAmerican { return time.hour % 24 < 12 ? .am : .pm }
    switch time.hour {
    case 0, 22...: return .atNight
    case 1..<12: return .inTheMorning
    case 12..<18: return .inTheAfternoon
    default: return .inTheEvening
    }
  }
}
