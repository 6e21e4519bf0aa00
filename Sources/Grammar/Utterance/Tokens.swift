/// How text is cut into the words that are compared. Grammars and utterances are cut by the same rule, so that what a
/// grammar says and what a caller types always meet:
/// - blanks separate words; letters are compared in lower case (GRAM-14);
/// - a Chinese or Japanese character is a word of its own, with or without blanks around it;
/// - a digit is a word of its own ("1234" and "1 2 3 4" are alike), and full-width forms are read as ASCII;
/// - `. , : / - + $ %` and currency signs are words of their own where they belong to a number, else they separate.
enum Tokens {
  static func cut(_ text: String) -> [String] {
    let characters = Array(text.lowercased()).map(narrow)
    var words: [String] = []
    var word = ""
    func flush() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for (index, character) in characters.enumerated() {
      let previous = index > 0 ? characters[index - 1] : " "
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      if isDigit(character) || isIdeographic(character) {
        flush()
        words.append(String(character))
      } else if belongsToNumber(character, previous: previous, next: next) {
        flush()
        words.append(String(character))
      } else if isInsideWord(character, previous: previous, next: next) {
        word.append(character)
      } else {
        flush()
      }
    }
    flush()
    return words
  }

  /// Joins with single blanks, but without one between two ideographic characters.
  static func join(_ words: some Sequence<String>) -> String {
    var text = ""
    for word in words where !word.isEmpty {
      if let last = text.last, let first = word.first, !(isIdeographic(last) && isIdeographic(first)) { text += " " }
      text += word
    }
    return text
  }

  static func isDigit(_ character: Character) -> Bool {
    character >= "0" && character <= "9"
  }

  /// Han characters and kana: writing without blanks between words.
  static func isIdeographic(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    switch scalar.value {
    case 0x3005...0x3007, 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF:
      return true
    default:
      return false
    }
  }

  static func isCurrencySign(_ character: Character) -> Bool {
    character == "$" || character == "€" || character == "£" || character == "¥"
  }

  private static func belongsToNumber(_ character: Character, previous: Character, next: Character) -> Bool {
    switch character {
    case ".", ",", ":", "/": isDigit(previous) && isDigit(next)
    case "-", "+": isDigit(next) || isCurrencySign(next)
    case "%": isDigit(previous)
    default: isCurrencySign(character)
    }
  }

  private static func isInsideWord(_ character: Character, previous: Character, next: Character) -> Bool {
    if character.isLetter || character.isNumber || character == "_" { return true }
    if character == "'" || character == "’" { return previous.isLetter }
    // "a.m." and "example.com", but not the full stop after a word.
    if character == "." || character == "@" { return previous.isLetter && next.isLetter }
    if character == "&" { return true }
    return !character.isWhitespace && !character.isPunctuation && !character.isSymbol
  }

  /// Full-width forms (U+FF01–U+FF5E) as ASCII.
  private static func narrow(_ character: Character) -> Character {
    guard let scalar = character.unicodeScalars.first, (0xFF01...0xFF5E).contains(scalar.value),
      let ascii = Unicode.Scalar(scalar.value - 0xFEE0)
    else { return character == "￥" ? "¥" : character == "’" ? "'" : character }
    return Character(ascii)
  }
}
