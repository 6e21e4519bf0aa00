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

/// Language tags (BCP 47) to languages.
enum SpokenLanguages {
  /// - Parameter tag: in any case.
  static func language(_ tag: String) -> (any SpokenLanguage)? {
    let parts = tag.lowercased().split(separator: "-").map(String.init)
    let region = region(parts)
    switch parts.first {
    case "en":
      return English(isAmerican: region.map(["us", "ca", "ph"].contains) ?? true)
    case "zh" where parts.contains("yue") || region == "hk" || region == "mo", "yue":
      return cantonese(parts, region)
    case "zh" where isOtherChinese(parts):
      return nil
    case "zh", "cmn":
      let isTaiwan = region == "tw"
      return Chinese(
        words: .mandarin, script: script(parts, region) ?? .simplified,
        localCurrency: isTaiwan ? .twd : .cny, dollar: isTaiwan ? .twd : .usd)
    default:
      return nil
    }
  }

  /// Where recordings for a tag are looked for: by the tag, by shorter ones that are still the same language, and by
  /// the language's own folder.
  static func folders(_ tag: String) -> [String] {
    guard let primary = language(tag)?.primaryTag else { return [] }
    var parts = tag.split(separator: "-")
    var folders: [String] = []
    while !parts.isEmpty {
      let shorter = parts.joined(separator: "-")
      if language(shorter)?.primaryTag == primary { folders.append(shorter) }
      parts.removeLast()
    }
    return folders.contains(primary) ? folders : folders + [primary]
  }

  private static func cantonese(_ parts: [String], _ region: String?) -> Chinese {
    let script = script(parts, region) ?? .traditional
    let local: Currency =
      switch region {
      case "mo": .mop
      case "cn": .cny
      case nil where script == .simplified: .cny
      default: .hkd
      }
    return Chinese(words: .cantonese, script: script, localCurrency: local, dollar: .hkd)
  }

  /// `zh-nan`, `zh-wuu` …: languages of their own (RFC 5646 §2.2.2).
  private static func isOtherChinese(_ parts: [String]) -> Bool {
    guard parts.count > 1 else { return false }
    return parts[1].count == 3 && parts[1].allSatisfy(\.isLetter) && parts[1] != "cmn"
  }

  /// As the tag says, or as the region writes.
  private static func script(_ parts: [String], _ region: String?) -> ChineseScript? {
    if parts.contains("hans") { return .simplified }
    if parts.contains("hant") { return .traditional }
    switch region {
    case "tw", "hk", "mo": return .traditional
    case "cn", "sg", "my": return .simplified
    default: return nil
    }
  }

  /// Two letters or three digits behind the language (RFC 5646 §2.2.4).
  private static func region(_ parts: [String]) -> String? {
    parts.dropFirst().first { $0.count == 2 || $0.count == 3 && $0.asciiDigits != nil }
  }
}
