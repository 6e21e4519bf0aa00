/// A line of a table, with its place.
struct TableText {
  /// From 1.
  let number: Int
  let text: Substring

  func problem(_ message: String, column: Int = 1) -> PromptManifest.Problem {
    PromptManifest.Problem(line: number, column: column, message: message, sourceLine: String(text.prefix(200)))
  }

  /// The lines of a table. Those that are not UTF-8 are told and left out.
  static func lines(_ bytes: [UInt8]) -> (lines: [TableText], problems: [PromptManifest.Problem]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return validLines(bytes) }
    return (lines(text), [])
  }

  static func lines(_ text: String) -> [TableText] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().map { index, line in
      // A byte order mark, as some editors leave it.
      TableText(number: index + 1, text: index == 0 && line.first == "\u{FEFF}" ? line.dropFirst() : line)
    }
  }

  private static func validLines(_ bytes: [UInt8]) -> (lines: [TableText], problems: [PromptManifest.Problem]) {
    var lines: [TableText] = []
    var problems: [PromptManifest.Problem] = []
    for (index, part) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      if let line = String(validating: part, as: UTF8.self) {
        lines.append(TableText(number: index + 1, text: line.last == "\r" ? line.dropLast() : line[...]))
      } else {
        problems.append(PromptManifest.Problem(line: index + 1, message: "this line is not UTF-8 text"))
      }
    }
    return (lines, problems)
  }
}
