/// How one language speaks values.
protocol SpokenLanguage: Sendable {
  /// The folder of its recordings and the shortest tag of it: `en`, `cmn`, `yue`.
  var primaryTag: String { get }
  /// Whether words are written with blanks between them.
  var hasBlanks: Bool { get }
  var habits: ReadingHabits { get }
  /// Every piece that can occur, pauses apart; some may occur twice.
  var vocabulary: [SpokenPiece] { get }
  /// `nil` where the language has no words for the value.
  func pieces(for value: SayAsValue) -> [SpokenPiece]?
}

/// Language tags to languages.
enum SpokenLanguages {
  /// - Parameter tag: BCP 47, in any case.
  static func language(_ tag: String) -> (any SpokenLanguage)? {
    let parts = tag.lowercased().split(separator: "-").map(String.init)
    switch parts.first {
    case "en":
      return English(isAmerican: region(parts).map(["us", "ca", "ph"].contains) ?? true)
    default:
      return nil
    }
  }

  /// Two letters or three digits behind the language (RFC 5646 §2.2.4).
  private static func region(_ parts: [String]) -> String? {
    parts.dropFirst().first { $0.count == 2 || $0.count == 3 && $0.allSatisfy(\.isNumber) }
  }
}
