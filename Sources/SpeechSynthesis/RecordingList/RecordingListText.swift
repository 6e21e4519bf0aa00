extension RecordingList {
  /// For a terminal: the languages one after another, what is missing marked with a cross, and a sum.
  public func text(name: (String) -> String) -> String {
    var text = ""
    for language in languages {
      let rows = rows(in: language)
      text += "\(language)\n"
      let width = rows.map(\.id.count).max() ?? 0
      for row in rows {
        let mark = row.state == .recorded ? "✓" : row.state == .missing ? "✗" : "?"
        let id = row.id + String(repeating: " ", count: width - row.id.count)
        text += "  \(mark) \(id)  \(row.words.isEmpty ? "[\(name(row.file))]" : row.words)\n"
      }
      text += "\n"
    }
    for use in computed { text += "computed at \(name(use.file)):\(use.line)\n" }
    return text + (computed.isEmpty ? "" : "\n") + "\(summary)\n"
  }

  /// "141 recordings: 0 are there, 141 are missing".
  public var summary: String {
    let there = rows.count { $0.state == .recorded }
    let missing = rows.count { $0.state == .missing }
    let elsewhere = rows.count - there - missing
    let recordings = rows.count == 1 ? "1 recording" : "\(rows.count) recordings"
    return "\(recordings): \(Self.are(there)) there, \(Self.are(missing)) missing"
      + (elsewhere > 0 ? ", \(Self.are(elsewhere)) elsewhere" : "")
  }

  private static func are(_ number: Int) -> String { "\(number) \(number == 1 ? "is" : "are")" }
}
