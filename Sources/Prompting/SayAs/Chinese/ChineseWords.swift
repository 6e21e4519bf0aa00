/// In what the languages of Chinese differ, each in its own script.
struct ChineseWords: Sendable {
  /// The folder of the recordings.
  let tag: String
  /// Of the words here.
  let script: ChineseScript
  let numbers: Numbers
  let keys: Keys
  let dates: Dates
  let times: Times
  let yes: String
  let no: String
  /// What is behind the number of each unit of time.
  let durations: @Sendable (DurationPart.Unit) -> String
  let coins: @Sendable (Currency) -> ChineseCoins

  struct Numbers: Sendable {
    /// 2 before what it counts, before 千, 万 and 亿.
    let two: String
    let twoHundred: String
    let tenThousand: String
    let hundredMillion: String
    let minus: String
    let point: String
  }
  struct Keys: Sendable {
    /// 1 in a telephone number.
    let telephoneOne: String
    let star: String
    let hash: String
    let plus: String
    let telephoneExtension: String
  }
  struct Dates: Sendable {
    /// Behind the day of the month.
    let day: String
    /// Days from the 21st are 廿一 …, 卅一.
    let hasShortTens: Bool
  }
  struct Times: Sendable {
    let hour: String
    /// Behind an hour without minutes; `nil` for nothing.
    let oClock: String?
    /// The hour of midnight when the part of the day is spoken: 0 or 12.
    let midnight: Int
    let parts: @Sendable (ChineseDayPart) -> String
  }
}

/// When an hour is on the 12-hour clock.
enum ChineseDayPart: String, CaseIterable, Sendable {
  case smallHours = "time.small-hours"
  case earlyMorning = "time.early-morning"
  case morning = "time.morning"
  case noon = "time.noon"
  case afternoon = "time.afternoon"
  case evening = "time.evening"

  /// - Parameter hour: 0 to 24.
  init(hour: Int) {
    switch hour {
    case 0..<5: self = .smallHours
    case 5..<9: self = .earlyMorning
    case 9..<12: self = .morning
    case 12: self = .noon
    case 13..<18: self = .afternoon
    default: self = .evening
    }
  }
}

/// The names of a currency's coins.
struct ChineseCoins: Sendable {
  /// Before the amount, unless it is the caller's own currency: 人民币, so that 元 is clear.
  let prefix: SpokenPiece?
  let whole: SpokenPiece
  /// 角; `nil` where hundredths are counted together.
  let tenth: SpokenPiece?
  let hundredth: SpokenPiece?

  /// - Parameters: an id behind `unit.` or `currency.` and its words each.
  init(
    prefix: (String, String)? = nil, whole: (String, String), tenth: (String, String)? = nil,
    hundredth: (String, String)? = nil
  ) {
    self.prefix = prefix.map { SpokenPiece(id: "currency." + $0.0, words: $0.1) }
    self.whole = Self.unit(whole)
    self.tenth = tenth.map(Self.unit)
    self.hundredth = hundredth.map(Self.unit)
  }

  private static func unit(_ unit: (String, String)) -> SpokenPiece {
    SpokenPiece(id: "unit." + unit.0, words: unit.1)
  }

  var pieces: [SpokenPiece] { [prefix, whole, tenth, hundredth].compactMap(\.self) }
}
