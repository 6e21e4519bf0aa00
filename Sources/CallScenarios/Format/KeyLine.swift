import CallInterface

/// The keys and pauses of a `press` line. `#` is a key here, so a comment is told from it: a `#` that stands alone
/// after a first key begins a comment where what follows it is not keys and pauses only.
struct KeyLine {
  private let content: LineWords.Word
  private let keyword: LineWords.Word

  init(_ content: LineWords.Word, after keyword: LineWords.Word) {
    self.content = content
    self.keyword = keyword
  }

  func strokes(in words: LineWords) throws(LineProblem) -> [KeyStroke] {
    let all = words.words(in: content)
    var tokens = all[...]
    for index in all.indices.dropFirst() where all[index].text.hasPrefix("#") {
      let isKeys = all[index...].allSatisfy { Self.digits($0.text) != nil || TimeText.duration($0.text) != nil }
      if !isKeys {
        tokens = all[..<index]
        break
      }
    }
    var strokes: [KeyStroke] = []
    var pause: Duration?
    for token in tokens {
      if let time = TimeText.duration(token.text) {
        pause = (pause ?? .zero) + time
      } else if let digits = Self.digits(token.text) {
        for digit in digits {
          strokes.append(KeyStroke(digit, after: pause ?? (strokes.isEmpty ? .zero : KeyStroke.usualPause)))
          pause = nil
        }
      } else if token.text.contains(Concealed.key) {
        throw LineProblem(
          column: token.column,
          message:
            "'\(token.text)' stands for keys of secure input, which are not written down: put keys for a test here"
        )
      } else {
        throw LineProblem(
          column: token.column,
          message: "'\(token.text)' is neither keys (0-9 * # A-D) nor a pause such as 2s")
      }
    }
    guard !strokes.isEmpty else {
      throw LineProblem(column: keyword.column, message: "'\(keyword.text)' needs keys, such as 12#")
    }
    guard pause == nil else {
      throw LineProblem(
        column: tokens.last?.column ?? keyword.column,
        message: "a pause stands between two keys; use 'wait' to let time pass after the last")
    }
    return strokes
  }

  private static func digits(_ text: Substring) -> [DTMFDigit]? {
    var digits: [DTMFDigit] = []
    for character in text {
      guard let digit = DTMFDigit(character) else { return nil }
      digits.append(digit)
    }
    return digits
  }
}
