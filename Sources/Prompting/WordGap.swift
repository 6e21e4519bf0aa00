/// What stands between two pieces of text.
enum WordGap {
  case none
  /// Blanks within a line.
  case blank
  /// Blanks with a line break among them.
  case lineBreak
  /// The edge of a paragraph or sentence.
  case boundary

  /// White space as XML knows it; other spaces (no-break, ideographic) are characters like any other (SSML-17).
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
  }

  mutating func add(_ blank: Unicode.Scalar) {
    switch self {
    case .none, .blank: self = blank == "\n" || blank == "\r" ? .lineBreak : .blank
    case .lineBreak, .boundary: break
    }
  }

  /// Whether it is a blank between these characters; before the first character nothing is.
  func isHeard(between before: Unicode.Scalar?, and after: Unicode.Scalar) -> Bool {
    guard let before, !Self.isBlank(before) else { return false }
    switch self {
    case .none: return false
    case .blank, .boundary: return true
    case .lineBreak: return !(before.isIdeographic && after.isIdeographic)
    }
  }
}

extension Unicode.Scalar {
  /// Characters that are written without blanks between words: Han, kana, and the punctuation that is set with them.
  var isIdeographic: Bool {
    switch value {
    case 0x3001...0x303F, 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF01...0xFF65,
      0x20000...0x323AF:
      true
    default: false
    }
  }
}
