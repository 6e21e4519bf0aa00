/// Chinese number words below a hundred million: 二十、一百零五、两千三、一万二千.
enum ChineseNumber {
  static let units: [String: Int] = ["十": 10, "百": 100, "千": 1_000, "万": 10_000, "萬": 10_000]

  static func value(_ words: [String]) -> Int? {
    var total = 0
    var section = 0
    var digit: Int?
    /// The last unit, and whether a 零 came after it: 一百五 is 150, 一百零五 is 105.
    var lastUnit = 10_000
    var sawZero = false
    for word in words {
      if let unit = units[word] {
        if unit == 10_000 {
          guard total == 0, section + (digit ?? 0) > 0 else { return nil }
          total = (section + (digit ?? 0)) * unit
          section = 0
        } else {
          guard unit < lastUnit || (section == 0 && total > 0), let count = digit ?? (unit == 10 ? 1 : nil), count > 0
          else { return nil }
          section += count * unit
        }
        lastUnit = unit
        digit = nil
        sawZero = false
      } else if word == "零" || word == "〇" {
        guard digit == nil else { return nil }
        sawZero = true
      } else if let value = SpokenNumber.digits[word].flatMap({ Int($0) }) ?? numeral(word) {
        guard digit == nil else { return nil }
        digit = value
      } else {
        return nil
      }
    }
    guard let last = digit else { return sawZero || words.isEmpty ? nil : total + section }
    let isShort = !sawZero && lastUnit >= 100 && (section > 0 || total > 0) && last < 10
    return total + section + (isShort ? last * lastUnit / 10 : last)
  }

  private static func numeral(_ word: String) -> Int? {
    SpokenNumber.isNumeral(word) && word.count <= 4 ? Int(word) : nil
  }
}
