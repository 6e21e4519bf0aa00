/// The words of one line, with their columns.
struct LineWords {
  struct Word {
    let text: Substring
    /// Counted from 1 in Unicode scalars.
    let column: Int
  }

  /// How a comment at the end of a line is told from its content.
  enum Comments {
    /// `#` after a blank: where the content has no such sign.
    case afterBlank
    /// `#` after two blanks or a tab: in words that are spoken or shown, one blank before `#` is content.
    case afterWideBlank
    /// Not here.
    case none
  }

  let line: Substring

  init(_ line: Substring) {
    self.line = line
  }

  func column(of index: Substring.Index) -> Int {
    line.unicodeScalars.distance(from: line.startIndex, to: index) + 1
  }

  /// Everything from `start` on without the comment and the blanks at both ends.
  func content(from start: Substring.Index, comments: Comments) -> Word {
    var end = line.endIndex
    var blanks = 0
    var index = start
    scan: while index < line.endIndex {
      let character = line[index]
      switch comments {
      case .none: break scan
      case .afterBlank, .afterWideBlank:
        let needed = comments == .afterBlank ? 1 : 2
        if character == "#", blanks >= needed {
          end = index
          break scan
        }
      }
      blanks = character == "\t" ? blanks + 2 : character.isWhitespace ? blanks + 1 : 0
      index = line.index(after: index)
    }
    var content = line[start..<end]
    while content.first?.isWhitespace == true { content.removeFirst() }
    while content.last?.isWhitespace == true { content.removeLast() }
    return Word(text: content, column: column(of: content.startIndex))
  }

  /// The words of a content.
  func words(in content: Word) -> [Word] {
    content.text.split(whereSeparator: \.isWhitespace).map { Word(text: $0, column: column(of: $0.startIndex)) }
  }
}
