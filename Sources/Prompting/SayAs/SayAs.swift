public import CallInterface

/// `say-as` (SSML 1.0 §3.1.8, VoiceXML 2.0 §4.1.1 and appendix P): a value to the words and recordings that speak it, in
/// English, Mandarin and Cantonese. Pure functions, one folder a language.
///
/// | `interpret-as` | text | `format` | `detail` |
/// |---|---|---|---|
/// | `digits` | `0123`, `1234 5678`, with `*` and `#` | `telephone`: as in a telephone number | |
/// | `number`, `cardinal` | `-1,234.50`, `1.5亿` | `count`: before a thing that is counted; `ordinal`, `digits`, `telephone` | |
/// | `ordinal` | `31` | | |
/// | `currency` | `CNY12.50`, `12.50 USD`, `HK$5`, `12.50` | a code for a text without one | |
/// | `date` | `20270206`, `2027-02-06`, `????0206` | the order of its fields: `ymd`, `dmy`, `mdy`, `md`, `y` … | `weekday` |
/// | `time` | `0930a`, `0930p`, `0930h`, `0930?`, `9:30`, `09:30:15`, `9:30 pm` | `hms12`, `hms24`, `h` | `12h`, `24h` |
/// | `duration` | `PT2H30M`, `90s`, `1:02:03` | fields of a text without units: `hms`, `hm`, `ms`, `h`, `m`, `s` | |
/// | `telephone`, `phone` | `+86 138 0013 8000`, `5551234x12` | | |
/// | `boolean` | `true`, `false` | | |
///
/// Each type also goes by its VoiceXML name with `vxml:` before it. A format or detail that a type does not know is
/// ignored, but for a date's, without which the date cannot be read.
public enum SayAs {
  /// The types, without `vxml:`.
  public static let types = [
    "boolean", "cardinal", "currency", "date", "digits", "duration", "number", "ordinal", "phone", "telephone", "time",
  ]

  /// The pieces that speak `text`, in their order.
  /// - Parameters:
  ///   - language: BCP 47. English of the USA, Canada, the Philippines and of no country is American, any other British;
  ///     `cmn` and `zh` are Mandarin, `yue`, `zh-HK` and `zh-MO` are Cantonese, each in the script that the tag names.
  /// - Returns: `nil` where the text does not fit the type, or the type or the language is unknown: the text is then
  ///   spoken as it is.
  public static func pieces(_ text: String, _ style: SpeechStyle.SayAs, language: String) -> [SpokenPiece]? {
    guard let spoken = SpokenLanguages.language(language),
      let value = SayAsValue(text, style, habits: spoken.habits)
    else { return nil }
    return spoken.pieces(for: value)
  }

  /// Every piece that can occur in a language, pauses apart, each once: what a studio records. Empty for an unknown
  /// language.
  public static func vocabulary(language: String) -> [SpokenPiece] {
    guard let spoken = SpokenLanguages.language(language) else { return [] }
    var seen: Set<String> = []
    return spoken.vocabulary.filter { seen.insert($0.id).inserted }
  }

  /// The pieces as running text: with blanks between words in English, without in Chinese.
  public static func words(_ pieces: [SpokenPiece], language: String) -> String {
    let blank = SpokenLanguages.language(language)?.hasBlanks == false ? "" : " "
    var text = ""
    for piece in pieces {
      if !text.isEmpty, !piece.isPause { text += blank }
      text += piece.words
    }
    return text
  }
}

/// What is spoken in one breath: one recording, or some words for the synthesiser.
public struct SpokenPiece: Hashable, Sendable {
  /// The recording's id: `number.100`, `digit.1`, `unit.yuan`, `month.2`, `weekday.6`. In one language it always stands
  /// for the same words.
  public let id: String
  public let words: String

  public init(id: String, words: String) {
    self.id = id
    self.words = words
  }

  /// A short silence between groups of digits, written as a comma; there is nothing to record.
  public var isPause: Bool { id == SpokenPiece.pauseID }

  static let pauseID = "pause"
}
