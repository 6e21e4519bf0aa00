/// Spoken English.
///
/// American: "one hundred one", "February sixth", "nine thirty a.m.". British: "one hundred and one", "the sixth of
/// February", "half past nine in the morning". A thousand million is a billion in both. Times of a 24-hour clock are
/// spoken on the 12-hour clock unless the detail is `24h`. In telephone numbers 0 is "oh".
struct English: SpokenLanguage {
  let isAmerican: Bool

  var primaryTag: String { "en" }
  var hasBlanks: Bool { true }
  var habits: ReadingHabits { ReadingHabits(dollar: .usd, isAmerican: isAmerican) }

  func pieces(for value: SayAsValue) -> [SpokenPiece]? {
    switch value {
    case .digits(let groups, let isTelephone): digits(groups, isTelephone: isTelephone)
    case .number(let number), .count(let number): self.number(number)
    case .ordinal(let number): ordinal(number)
    case .money(let money): self.money(money)
    case .date(let date): self.date(date)
    case .time(let time): self.time(time)
    case .duration(let parts): duration(parts)
    case .telephone(let number): telephone(number)
    case .boolean(let isTrue): [(isTrue ? EnglishWord.yes : .no).piece]
    }
  }

  var vocabulary: [SpokenPiece] {
    (0...9).map(Self.digit) + (0...99).map(Self.cardinalPiece) + (0...99).map(Self.ordinalPiece)
      + Self.scales.flatMap { [Self.cardinalPiece($0), Self.ordinalPiece($0)] }
      + EnglishWord.allCases.map(\.piece)
      + (1...12).map(Self.monthPiece) + (1...7).map(Self.weekdayPiece)
      + Currency.allCases.flatMap(Self.coinNames).flatMap { [$0.one, $0.many] }
      + DurationPart.Unit.allCases.flatMap { [Self.unit($0).one, Self.unit($0).many] }
  }
}

/// Words that belong to no series.
enum EnglishWord: String, CaseIterable {
  case minus = "number.minus"
  case point = "number.point"
  case and = "number.and"
  case oh = "digit.oh"
  case star = "digit.star"
  case hash = "digit.hash"
  case pound = "digit.pound"
  case plus = "telephone.plus"
  case telephoneExtension = "telephone.extension"
  case the = "date.the"
  case of = "date.of"
  case oClock = "time.oclock"
  case am = "time.am"
  case pm = "time.pm"
  case inTheMorning = "time.morning"
  case inTheAfternoon = "time.afternoon"
  case inTheEvening = "time.evening"
  case atNight = "time.night"
  case noon = "time.noon"
  case midnight = "time.midnight"
  case quarterPast = "time.quarter-past"
  case halfPast = "time.half-past"
  case quarterTo = "time.quarter-to"
  case hundredHours = "time.hundred-hours"
  case yes = "boolean.true"
  case no = "boolean.false"

  var piece: SpokenPiece { SpokenPiece(id: rawValue, words: words) }

  private var words: String {
    switch self {
    case .minus: "minus"
    case .point: "point"
    case .and: "and"
    case .oh: "oh"
    case .star: "star"
    case .hash: "hash"
    case .pound: "pound"
    case .plus: "plus"
    case .telephoneExtension: "extension"
    case .the: "the"
    case .of: "of"
    case .oClock: "o'clock"
    case .am: "a.m."
    case .pm: "p.m."
    case .inTheMorning: "in the morning"
    case .inTheAfternoon: "in the afternoon"
    case .inTheEvening: "in the evening"
    case .atNight: "at night"
    case .noon: "noon"
    case .midnight: "midnight"
    case .quarterPast: "quarter past"
    case .halfPast: "half past"
    case .quarterTo: "quarter to"
    case .hundredHours: "hundred hours"
    case .yes: "yes"
    case .no: "no"
    }
  }
}
