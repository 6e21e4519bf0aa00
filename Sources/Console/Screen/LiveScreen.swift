/// A transcript that grows, and under it a few rows that change in place: what is being said, what is being waited for.
/// Gives the text to write; knows no device.
struct LiveScreen {
  struct Line: Hashable {
    var text: String
    var style: Style

    init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }
  var columns: Int
  let inColour: Bool
  private var live: [Line] = []
  /// Rows that the live lines take on the screen.
  private var liveRows = 0

  init(columns: Int, inColour: Bool) {
    self.columns = columns
    self.inColour = inColour
  }

  /// Adds lines to the transcript.
  mutating func commit(_ lines: [Line]) -> String {
    guard !lines.isEmpty else { return "" }
    let erased = erase()
    let text = lines.flatMap(rows).map { $0 + "\n" }.joined()
    return erased + text + draw()
  }

  /// Changes the live lines; empty text where nothing changes.
  mutating func show(_ lines: [Line]) -> String {
    guard lines != live else { return "" }
    let erased = erase()
    live = lines
    return erased + draw()
  }

  private mutating func erase() -> String {
    defer { liveRows = 0 }
    guard liveRows > 0 else { return "" }
    return (liveRows > 1 ? "\u{1B}[\(liveRows - 1)A" : "") + "\r\u{1B}[J"
  }

  private mutating func draw() -> String {
    let rows = live.flatMap(rows)
    liveRows = rows.count
    return rows.joined(separator: "\n")
  }

  /// One column stays free: writing into the last one puts terminals in a state of their own.
  private func rows(_ line: Line) -> [String] {
    TextWidth.rows(line.text, columns: max(20, columns - 1)).map { line.style.paint($0, inColour: inColour) }
  }
}
