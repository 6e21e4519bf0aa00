/// Reads spoken numbers back, knowing nothing of how they are made.
enum NumberReader {
  /// "one thousand and twenty-one" to 1021.
  static func english(_ words: String) -> UInt64? {
    var total: UInt64 = 0
    var section: UInt64 = 0
    for word in words.split(whereSeparator: { $0 == " " || $0 == "-" }).map(String.init) where word != "and" {
      if let value = englishNumbers[word] {
        section += value
      } else if word == "hundred" {
        section *= 100
      } else if let scale = englishScales[word] {
        total += section * scale
        section = 0
      } else {
        return nil
      }
    }
    return total + section
  }

  /// 一万零二十一 to 10021, in either script.
  static func chinese(_ words: String) -> UInt64? {
    var hundredMillions: UInt64 = 0
    var tenThousands: UInt64 = 0
    var section: UInt64 = 0
    var digit: UInt64?
    for character in words.unicodeScalars {
      if let value = numerals[character] {
        digit = value
      } else if let unit = units[character] {
        section += (digit ?? 1) * unit
        digit = nil
      } else if character == "万" || character == "萬" {
        tenThousands = (section + (digit ?? 0)) * 10_000
        (section, digit) = (0, nil)
      } else if character == "亿" || character == "億" {
        hundredMillions = (tenThousands + section + (digit ?? 0)) * 100_000_000
        (tenThousands, section, digit) = (0, 0, nil)
      } else {
        return nil
      }
    }
    return hundredMillions + tenThousands + section + (digit ?? 0)
  }

  private static let englishNumbers: [String: UInt64] = [
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
  ]
  private static let englishScales: [String: UInt64] = [
    "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000,
    "quadrillion": 1_000_000_000_000_000,
  ]
  private static let numerals: [Unicode.Scalar: UInt64] = [
    "零": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
  ]
  private static let units: [Unicode.Scalar: UInt64] = ["十": 10, "百": 100, "千": 1000]
}
