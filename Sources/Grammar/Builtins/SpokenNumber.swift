/// Numbers in words: typed as numerals, named digit by digit, or read out in English or Chinese.
enum SpokenNumber {
  /// Names of single digits.
  static let digits: [String: String] = {
    var names: [String: String] = [:]
    for digit in 0...9 { names[String(digit)] = String(digit) }
    let english = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    for (digit, name) in english.enumerated() { names[name] = String(digit) }
    names["oh"] = "0"
    names["o"] = "0"
    for (digit, name) in "零一二三四五六七八九".enumerated() { names[String(name)] = String(digit) }
    names["〇"] = "0"
    names["幺"] = "1"
    names["两"] = "2"
    names["兩"] = "2"
    return names
  }()

  static let minusWords: Set<String> = ["-", "minus", "negative", "负", "負"]
  static let plusWords: Set<String> = ["+", "plus"]
  static let pointWords: Set<String> = [".", "point", "点", "點"]

  /// Every word that a number can be made of.
  static let vocabulary: Set<String> = {
    let names = Set(digits.keys).union(EnglishNumber.vocabulary).union(ChineseNumber.units.keys)
    return names.union(minusWords).union(plusWords).union(pointWords).union([","])
  }()

  /// Digits named one by one, as they are: leading zeros stay. `nil` if there are none or another word stands there.
  static func digitString(_ words: ArraySlice<String>) -> String? {
    var text = ""
    for word in words {
      guard let digit = digits[word] else { return nil }
      text += digit
    }
    return text.isEmpty ? nil : text
  }

  /// A number with optional sign and fraction, as the string of its digits.
  static func decimal(_ words: ArraySlice<String>) -> String? {
    var words = words
    var sign = ""
    if let first = words.first, minusWords.contains(first) || plusWords.contains(first) {
      sign = minusWords.contains(first) ? "-" : "+"
      words = words.dropFirst()
    }
    guard let point = words.firstIndex(where: pointWords.contains) else { return integer(words).map { sign + $0 } }
    guard let fraction = digitString(words[(point + 1)...]) else { return nil }
    let whole = words[..<point]
    guard let text = whole.isEmpty ? "0" : integer(whole) else { return nil }
    return sign + text + "." + fraction
  }

  /// A whole number without sign.
  static func integer(_ words: ArraySlice<String>) -> String? {
    if let text = digitString(words) { return text }
    if let text = grouped(words) { return text }
    let pieces = joiningNumerals(words)
    return (EnglishNumber.value(pieces) ?? ChineseNumber.value(pieces)).map { String($0) }
  }

  /// A whole number without sign, by value.
  static func value(_ words: ArraySlice<String>) -> Int? {
    integer(words).flatMap { Int($0) }
  }

  /// Neighbouring numerals as one piece: `1 2 hundred` is `12 hundred`.
  static func joiningNumerals(_ words: ArraySlice<String>) -> [String] {
    var pieces: [String] = []
    for word in words {
      if isNumeral(word), let last = pieces.last, isNumeral(last) {
        pieces[pieces.count - 1] = last + word
      } else {
        pieces.append(word)
      }
    }
    return pieces
  }

  static func isNumeral(_ word: String) -> Bool {
    !word.isEmpty && word.allSatisfy(Tokens.isDigit)
  }

  /// `1,234,567`: groups of three after the first comma.
  private static func grouped(_ words: ArraySlice<String>) -> String? {
    let groups = words.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count > 1, let first = groups.first, (1...3).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 }), groups.joined().allSatisfy(isNumeral)
    else { return nil }
    return groups.joined().joined()
  }
}
