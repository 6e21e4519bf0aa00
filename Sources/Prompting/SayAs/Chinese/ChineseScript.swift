/// The characters that words are shown in; they sound the same.
enum ChineseScript: Hashable, Sendable {
  case simplified, traditional

  /// - Parameter words: of a vocabulary here; the table knows no other characters.
  func convert(_ words: String) -> String {
    let table = self == .simplified ? Self.toSimplified : Self.toTraditional
    return String(words.map { table[$0] ?? $0 })
  }

  private static let pairs: [(Character, Character)] = [
    ("万", "萬"), ("亿", "億"), ("两", "兩"), ("点", "點"), ("负", "負"), ("号", "號"), ("转", "轉"), ("个", "個"), ("钟", "鐘"),
    ("时", "時"), ("币", "幣"), ("欧", "歐"), ("镑", "鎊"), ("韩", "韓"), ("门", "門"), ("内", "內"), ("线", "線"), ("罗", "羅"),
    ("圆", "圓"), ("昼", "晝"), ("头", "頭"),
  ]
  private static let toTraditional = [Character: Character](uniqueKeysWithValues: pairs)
  private static let toSimplified = [Character: Character](uniqueKeysWithValues: pairs.map { ($0.1, $0.0) })
}
