/// Which of espeak-ng's voices speaks a language.
enum EspeakLanguage {
  /// The names of voices to try, the best one first.
  /// - Parameter tag: BCP 47, in any case, with `-` or `_` in it.
  static func voices(for tag: String) throws(VoiceFault) -> [String] {
    let parts = tag.lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
    let rest = parts.dropFirst()
    switch parts.first {
    case "yue": return cantonese
    case "cmn": return mandarin
    case "zh":
      if rest.contains("cmn") { return mandarin }
      return rest.contains { ["yue", "hk", "mo"].contains($0) } ? cantonese : mandarin
    case "en":
      // American where no region is named, as say-as takes it too.
      let region = rest.first { $0.count == 2 }
      return region.map(["us", "ca", "ph"].contains) ?? true ? ["en-us", "en"] : ["en-gb", "en"]
    default: throw .unsupportedLanguage(tag)
    }
  }

  private static let cantonese = ["yue"]

  /// The plain voice of 1.51 looks many characters up as syllables in Latin letters and then spells these in English
  /// ("qing3" is "king three"); the other one reads them as the syllables that they are.
  private static let mandarin = ["cmn-latn-pinyin", "cmn"]

  /// What makes the voice another one: a variant of espeak-ng, or none.
  static func variant(name: String?, gender: String?) -> String? {
    for name in (name ?? "").lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    where variants.contains(name) {
      return name
    }
    switch gender?.lowercased() {
    case "female": return "f2"
    case "male": return "m3"
    default: return nil
    }
  }

  private static let variants: Set<String> = [
    "f1", "f2", "f3", "f4", "f5", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "croak", "klatt", "klatt2", "klatt3",
    "klatt4", "whisper", "whisperf",
  ]
}
