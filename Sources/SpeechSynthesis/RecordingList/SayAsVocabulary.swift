import CallInterface
import Prompting

/// The recordings that `say-as` of one type needs in one language: those with which typical values are spoken.
enum SayAsVocabulary {
  static func pieces(_ style: SpeechStyle.SayAs, language: String) -> [SpokenPiece] {
    let type = style.interpretAs.hasPrefix("vxml:") ? String(style.interpretAs.dropFirst(5)) : style.interpretAs
    var needed: Set<String> = []
    for value in values(of: type) {
      for piece in SayAs.pieces(value, style, language: language) ?? [] { needed.insert(piece.id) }
    }
    return SayAs.vocabulary(language: language).filter { needed.contains($0.id) }
  }

  /// Together they make use of every word that values of the type can have.
  private static func values(of type: String) -> [String] {
    switch type {
    case "digits", "telephone", "phone": ["+0123456789", "0123456789", "0123456789*#", "5550199x12"]
    case "number", "cardinal": numbers + numbers.map { "-\($0)" } + ["0.123456789"]
    case "ordinal": numbers
    case "currency":
      ["", "CNY", "HKD", "TWD", "USD", "GBP", "EUR", "JPY"].flatMap { code in
        ["0.01", "0.02", "0.10", "0.50", "1", "2", "12.34"].map { code + $0 } + numbers.map { code + $0 }
      }
    case "date": (0..<100).flatMap { year in (1...12).map { date(1950 + year, $0, 1 + (year + $0) % 28) } } + days
    case "time": (0..<24).flatMap { hour in (0..<60).map { two(hour) + two($0) + "h" } } + clock
    case "duration": (0..<100).flatMap { ["PT\($0)H", "PT\($0)M", "PT\($0)S", "P\($0)D"] }
    case "boolean": ["true", "false"]
    default: []
    }
  }

  private static let numbers =
    (0..<1000).map { "\($0)" }
    + (0..<13).flatMap { power in ["1", "2", "11", "101"].map { $0 + String(repeating: "0", count: power) } }
    + (3..<13).map { "1" + String(repeating: "0", count: $0 - 1) + "1" }

  private static let days = (1...31).map { date(2027, 1, $0) }

  private static let clock = (1...12).flatMap { hour in
    ["00", "15", "30", "45"].flatMap { ["\(two(hour))\($0)a", "\(two(hour))\($0)p"] }
  }

  private static func date(_ year: Int, _ month: Int, _ day: Int) -> String { "\(year)\(two(month))\(two(day))" }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
