import CallInterface
import Prompting
import Testing

@Suite("Say-as, for every value") struct SayAsPropertyTests {
  static let languages = ["en-US", "en-GB", "cmn", "zh-TW", "yue", "yue-CN"]

  /// All to 100,000, then powers of ten with their neighbours, then seeded ones of every length.
  static let numbers: [UInt64] = {
    var numbers = Array(UInt64(0)...100_000)
    var power: UInt64 = 100_000
    while power < 10_000_000_000_000_000 {
      numbers += [power - 1, power, power + 1, 2 * power, power + power / 10]
      power *= 10
    }
    numbers.append(power - 1)
    var random = Seeded(state: 7)
    for length in 6...16 {
      let limit = (0..<length).reduce(UInt64(1)) { power, _ in power * 10 }
      for _ in 0..<300 {
        let number = UInt64.random(in: 0..<limit, using: &random)
        // With runs of zeros: they are what goes wrong.
        let zeros = (0..<Int.random(in: 1...length, using: &random)).reduce(UInt64(1)) { power, _ in power * 10 }
        numbers += [number, number / zeros * zeros, number / zeros * zeros + number % 10]
      }
    }
    return numbers.filter { $0 < 10_000_000_000_000_000 }
  }()

  @Test("a number reads back to itself, in pieces of the vocabulary", arguments: ["en-US", "en-GB", "cmn", "yue"])
  func readsBack(language: String) {
    let vocabulary = Dictionary(uniqueKeysWithValues: SayAs.vocabulary(language: language).map { ($0.id, $0.words) })
    let style = SpeechStyle.SayAs(interpretAs: "number")
    var wrong: [String] = []
    // British English differs in "and" alone: a seventh of the numbers shows it.
    for (index, number) in Self.numbers.enumerated() where language != "en-GB" || index % 7 == 0 {
      guard let pieces = SayAs.pieces(String(number), style, language: language) else {
        wrong.append(String(number))
        continue
      }
      let words = SayAs.words(pieces, language: language)
      let isRight =
        language.hasPrefix("en")
        ? NumberReader.english(words) == number
        : NumberReader.chinese(words) == number && (number == 0 || isGoodChinese(words, language))
      if !isRight || !pieces.allSatisfy({ vocabulary[$0.id] == $0.words }) { wrong.append(words) }
    }
    #expect(wrong.prefix(5) == [])
  }

  /// No doubled, last or needless 零, no 二 where 两 belongs or the other way round, and 一十 only inside.
  private func isGoodChinese(_ words: String, _ language: String) -> Bool {
    let isMandarin = language == "cmn"
    var last: Unicode.Scalar = " "
    for character in words.unicodeScalars {
      switch (last, character) {
      case ("零", "零"), ("零", "万"), ("零", "萬"), ("零", "亿"), ("零", "億"), ("零", "十"), ("百", "十"), ("千", "十"),
        ("二", "千"), ("两", "十"), ("兩", "十"):
        return false
      case ("二", "百") where isMandarin, ("兩", "百"):
        return false
      default:
        last = character
      }
    }
    return last != "零" && last != "两" && last != "兩" && !words.hasPrefix("一十") && !words.hasPrefix("二万")
      && !words.hasPrefix("二萬") && !words.hasPrefix("二亿") && !words.hasPrefix("二億")
  }

  /// Every kind of value that a type has, by the thousand.
  static let values: [(text: String, type: String)] = {
    var values: [(String, String)] = []
    for table in [
      EnglishSayAsTests.numbers, EnglishSayAsTests.digits, EnglishSayAsTests.money, EnglishSayAsTests.dates,
      EnglishSayAsTests.times, EnglishSayAsTests.others, MandarinSayAsTests.numbers, MandarinSayAsTests.datesAndTimes,
      CantoneseSayAsTests.others,
    ] {
      values += table.map { ($0.text, $0.type) }
    }
    for number in 0...1200 {
      values.append((String(number), "ordinal"))
      values.append((String(number), "number:count"))
    }
    for year in 1990...2110 {
      values.append((String(year), "date:y"))
    }
    for month in 1...12 {
      for day in 1...31 {
        values.append(("2028-\(month)-\(day)", "date::weekday"))
      }
    }
    for minute in 0..<1440 {
      let tens = minute % 60 < 10 ? "0" : ""
      let text = "\(minute / 60):\(tens)\(minute % 60)"
      values += ["time", "time::12h", "time::24h", "time:hms12"].map { (text, $0) }
      values.append((text + ":\(10 + minute % 50)", "time"))
      values.append((text, "duration:hm"))
    }
    for code in ["CNY", "HKD", "MOP", "TWD", "USD", "EUR", "GBP", "JPY", "KRW", "SGD", "AUD", "CAD", "CHF"] {
      for cents in 0..<350 {
        let tens = cents % 100 < 10 ? "0" : ""
        values.append(("\(code)\(cents / 100).\(tens)\(cents % 100)", "currency"))
      }
      values.append(("-\(code)2.345", "currency"))
    }
    for unit in ["P2Y", "P1M", "P1W", "P3D", "PT2H", "PT1M", "PT0S"] { values.append((unit, "duration")) }
    return values
  }()

  @Test("every piece is in the vocabulary", arguments: languages)
  func closed(language: String) {
    let vocabulary = Set(SayAs.vocabulary(language: language))
    var strangers: Set<SpokenPiece> = []
    var used: Set<SpokenPiece> = []
    for (text, type) in Self.values {
      guard let pieces = pieces(text, type, language) else { continue }
      #expect(!pieces.isEmpty, "\(type) \(text)")
      for piece in pieces where !piece.isPause {
        used.insert(piece)
        if !vocabulary.contains(piece) { strangers.insert(piece) }
      }
    }
    #expect(strangers == [])
    // And the studio does not record in vain: nearly all of it occurs in these values.
    #expect(used.count * 10 > vocabulary.count * 9)
  }

  @Test("in a vocabulary an id stands once, is a file name, and has words", arguments: languages)
  func vocabulary(language: String) {
    let vocabulary = SayAs.vocabulary(language: language)
    #expect(Set(vocabulary.map(\.id)).count == vocabulary.count)
    #expect(vocabulary.allSatisfy { piece in !piece.words.isEmpty && !piece.isPause })
    #expect(
      vocabulary.allSatisfy { piece in
        piece.id.allSatisfy { $0.isASCII && ($0.isLetter && $0.isLowercase || $0.isNumber || $0 == "." || $0 == "-") }
      })
  }

  @Test("scripts differ in characters only", arguments: [("cmn", "zh-TW"), ("yue", "yue-Hans")])
  func scripts(one: String, other: String) {
    let first = SayAs.vocabulary(language: one)
    let second = SayAs.vocabulary(language: other)
    #expect(first.map(\.id) == second.map(\.id))
    #expect(first.map(\.words.count) == second.map(\.words.count))
    let onlySimplified = Set("万亿两点负号转个钟时币欧镑韩门内线罗圆昼头")
    let onlyTraditional = Set("萬億兩點負號轉個鐘時幣歐鎊韓門內線羅圓晝頭")
    let (traditional, simplified) = one == "cmn" ? (second, first) : (first, second)
    #expect(onlySimplified.isDisjoint(with: traditional.map(\.words).joined()))
    #expect(onlyTraditional.isDisjoint(with: simplified.map(\.words).joined()))
  }

  @Test("any text is spoken in words or not at all", arguments: ["en", "cmn", "yue"])
  func anyText(language: String) {
    let alphabet = Array("012345678900112233445566778899..,::--+/ ?xaphmsPTHMS$¥()*#万亿é\u{0}\r\n😀٣")
    let types = [
      "digits", "number", "number:count", "ordinal", "currency", "currency:usd", "date", "date:dmy", "date:y", "time",
      "time:h", "time::24h", "duration", "duration:hms", "duration:ms", "duration:s", "telephone", "boolean",
    ]
    var random = Seeded(state: 11)
    var spoken = 0
    for _ in 0..<20_000 {
      let text = String(
        (0..<Int.random(in: 0...9, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "0" })
      let type = types.randomElement(using: &random) ?? "number"
      guard let pieces = pieces(text, type, language) else { continue }
      spoken += 1
      if pieces.isEmpty || pieces.contains(where: \.words.isEmpty) { Issue.record("\(type) \(text.debugDescription)") }
    }
    #expect(spoken > 500)
  }

  @Test(
    "a text of 100,000 digits is spoken, or refused, at once",
    arguments: ["digits", "number", "telephone", "ordinal", "currency"])
  func longText(type: String) {
    let pieces = pieces(String(repeating: "1", count: 100_000), type, "cmn")
    #expect(type == "ordinal" ? pieces == nil : (pieces?.count ?? 0) >= 100_000)
  }
}
