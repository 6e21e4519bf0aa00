/// Text on its way to speech: blanks collapse to one, and a line break between two Chinese characters is none at all.
struct SpokenWords {
  private var text = ""
  private var blankIsDue = false
  /// Whether a blank stood before the first word.
  private var startsSeparated = false
  private var previous: Unicode.Scalar?

  mutating func append(_ more: String) {
    for scalar in more.unicodeScalars {
      if scalar.properties.isWhitespace {
        separate()
        continue
      }
      if blankIsDue, let previous, !(previous.isHan && scalar.isHan) { text.unicodeScalars.append(" ") }
      blankIsDue = false
      text.unicodeScalars.append(scalar)
      previous = scalar
    }
  }

  /// What follows is another word.
  mutating func separate() {
    if text.isEmpty { startsSeparated = true }
    blankIsDue = true
  }

  /// The words so far, or `nil`; a blank at their end counts for what follows.
  mutating func take() -> (words: String, isSeparated: Bool)? {
    guard !text.isEmpty else { return nil }
    defer {
      text = ""
      startsSeparated = blankIsDue
      previous = nil
      blankIsDue = false
    }
    return (text, startsSeparated)
  }
}

extension Unicode.Scalar {
  /// Han characters and the punctuation that is set with them: no blank stands between two of them.
  var isHan: Bool {
    switch value {
    case 0x3000...0x303F, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFF65, 0x20000...0x323AF: true
    default: false
    }
  }
}
