/// How many columns of a terminal text takes (Unicode Standard Annex 11: wide and full-width characters take two).
enum TextWidth {
  static func of(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  static func of(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if character.unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    return wide.contains { $0.contains(first.value) } ? 2 : 1
  }

  /// Rows of at most `columns`, broken at blanks where there are some, and between wide characters.
  static func rows(_ text: String, columns: Int) -> [String] {
    var rows: [String] = []
    var row = ""
    var width = 0
    /// Where the row may be broken: just behind this many characters.
    var breakable: Int?
    for character in text {
      let own = of(character)
      if width + own > columns, !row.isEmpty {
        let cut = character == " " ? row.count : breakable ?? row.count
        rows.append(String(row.prefix(cut)).trimmingEnd())
        row = String(row.dropFirst(cut))
        width = of(row)
        breakable = nil
        if character == " " { continue }
      }
      row.append(character)
      width += own
      if character == " " || own == 2 { breakable = row.count }
    }
    return rows + [row]
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}

extension String {
  fileprivate func trimmingEnd() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
