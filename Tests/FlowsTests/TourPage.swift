/// The tour: steps with parts of flows and commands, and a table of what calls show.
struct TourPage {
  struct Block {
    /// `xml`, `text` or `console`.
    let kind: String
    /// From the comment above it, relative to `Flows`.
    let file: String?
    let text: String

    /// Commands, after `$ `, and what each prints.
    var steps: [(command: String, output: String)] {
      var steps: [(command: String, output: String)] = []
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("$ ") {
          steps.append((String(line.dropFirst(2)), ""))
        } else if !steps.isEmpty {
          steps[steps.count - 1].output += line + "\n"
        }
      }
      return steps
    }
  }
  struct Step {
    let title: String
    var hasQuotation = false
  }
  struct Practice {
    let practice: String
    /// Relative to `Flows`.
    let scenarios: [String]
  }
  private(set) var blocks: [Block] = []
  /// Headings with a number.
  private(set) var steps: [Step] = []
  private(set) var practices: [Practice] = []

  init(_ text: String) {
    var file: String?
    var open: (kind: String, lines: [String])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let block = open {
        if line == "```" {
          blocks.append(Block(kind: block.kind, file: file, text: block.lines.joined(separator: "\n")))
          if block.kind != "console", !steps.isEmpty { steps[steps.count - 1].hasQuotation = true }
          (file, open) = (nil, nil)
        } else {
          open?.lines.append(line)
        }
      } else if line.hasPrefix("```") {
        open = (String(line.dropFirst(3)), [])
      } else if line.hasPrefix("<!-- "), line.hasSuffix(" -->") {
        file = String(line.dropFirst(5).dropLast(4))
      } else if line.hasPrefix("## "), line.dropFirst(3).first?.isNumber == true {
        steps.append(Step(title: String(line.dropFirst(3))))
      } else if line.hasPrefix("| "), let practice = Self.practice(line) {
        practices.append(practice)
      }
    }
  }

  /// A row of two cells, the second with scenarios in back quotes.
  private static func practice(_ line: String) -> Practice? {
    let cells = line.split(separator: "|").map { $0.trimming(" ") }
    guard cells.count == 2, cells[1].contains("`") else { return nil }
    let scenarios = cells[1].split(separator: "`").filter { $0.hasSuffix(".call") }.map(String.init)
    return Practice(practice: cells[0], scenarios: scenarios)
  }
}

extension Substring {
  fileprivate func trimming(_ character: Character) -> String {
    var rest = self
    while rest.first == character { rest = rest.dropFirst() }
    while rest.last == character { rest = rest.dropLast() }
    return String(rest)
  }
}
