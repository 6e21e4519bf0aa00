/// English number words up to 999,999,999: "two thousand one hundred and five", "twelve hundred", "3 thousand".
enum EnglishNumber {
  static let small: [String: Int] = {
    let names = [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
      "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    return Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
  }()
  static let tens: [String: Int] = [
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
  ]
  static let vocabulary: Set<String> =
    Set(small.keys).union(tens.keys).union(["hundred", "thousand", "million", "and", "a"])

  static func value(_ words: [String]) -> Int? {
    var total = 0
    var group = 0
    /// The factor of the last `thousand` or `million`: the next has to be smaller.
    var lastFactor = Int.max
    var previous = ""
    for (index, word) in words.enumerated() {
      let next = index + 1 < words.count ? words[index + 1] : ""
      if word == "and" {
        guard ["hundred", "thousand", "million"].contains(previous), !next.isEmpty else { return nil }
      } else if word == "hundred" {
        guard (1...99).contains(group), previous != "hundred" else { return nil }
        group *= 100
      } else if word == "thousand" || word == "million" {
        let factor = word == "thousand" ? 1_000 : 1_000_000
        guard factor < lastFactor, (1..<1_000).contains(group) || (total == 0 && (1..<10_000).contains(group)) else {
          return nil
        }
        total += group * factor
        group = 0
        lastFactor = factor
      } else if let number = small[word] ?? tens[word] ?? article(word, before: next) ?? numeral(word) {
        guard fits(number, after: group, alone: words.count == 1) else { return nil }
        group += number
      } else {
        return nil
      }
      previous = word
    }
    return words.isEmpty || previous == "and" ? nil : total + group
  }

  private static func article(_ word: String, before next: String) -> Int? {
    word == "a" && ["hundred", "thousand", "million"].contains(next) ? 1 : nil
  }

  private static func numeral(_ word: String) -> Int? {
    SpokenNumber.isNumeral(word) && word.count <= 4 ? Int(word) : nil
  }

  /// "twenty" leaves room for "one", "one" for nothing.
  private static func fits(_ number: Int, after group: Int, alone: Bool) -> Bool {
    if number == 0 { return alone }
    if group == 0 { return true }
    if number < 10 { return group % 10 == 0 && group % 100 != 10 }
    return number < 100 && group % 100 == 0
  }
}
