import FlowDocument
import FlowParser
import Yams

/// Reads values out of YAML and gathers what is wrong, each with its place.
struct YAMLReader {
  let file: String
  private let lines: [Substring]
  private(set) var findings: [Diagnostic] = []

  init(file: String, text: String) {
    self.file = file
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  mutating func fail(_ node: Node?, _ message: String, help: String? = nil) {
    fail(line: node?.mark?.line ?? 1, column: node?.mark?.column ?? 1, message, help: help)
  }

  mutating func fail(line: Int, column: Int, _ message: String, help: String? = nil) {
    findings.append(
      Diagnostic(
        severity: .error, rule: "configuration", message: message, help: help, file: file,
        location: SourceLocation(line: max(1, line), column: max(1, column)),
        sourceLine: lines.indices.contains(line - 1) ? String(lines[line - 1]) : nil))
  }

  // MARK: Shapes

  /// The values of a mapping that may have these keys and no others.
  mutating func mapping(_ node: Node, _ what: String, keys: [String]) -> [String: Node] {
    guard let mapping = node.mapping else {
      fail(node, "\(what) must be a mapping with \(keys.joined(separator: ", "))")
      return [:]
    }
    var values: [String: Node] = [:]
    for (key, value) in mapping {
      guard let name = key.string, keys.contains(name) else {
        let name = key.string ?? "?"
        fail(
          key, "'\(name)' is not known here",
          help: Suggestion.nearest(to: name, in: keys).map { "did you mean '\($0)'?" })
        continue
      }
      if values.updateValue(value, forKey: name) != nil { fail(key, "'\(name)' stands here twice") }
    }
    return values
  }

  /// The values of a mapping with keys of one's own.
  mutating func pairs(_ node: Node, _ what: String) -> [(String, Node)] {
    guard let mapping = node.mapping else {
      fail(node, "\(what) must be a mapping")
      return []
    }
    return mapping.compactMap { key, value in key.string.map { ($0, value) } }
  }

  /// One value or a list of them.
  func list(_ node: Node) -> [Node] { node.sequence.map(Array.init) ?? [node] }

  // MARK: Values

  mutating func text(_ node: Node, _ what: String) -> String? {
    // Numbers of telephones look like numbers: the text counts.
    guard let text = node.scalar?.string, !text.isEmpty else {
      fail(node, "\(what) must be a text")
      return nil
    }
    return text
  }

  mutating func texts(_ node: Node, _ what: String) -> [String] {
    var texts: [String] = []
    for item in list(node) {
      if let text = text(item, what) { texts.append(text) }
    }
    return texts
  }

  mutating func integer(_ node: Node, _ what: String, in range: ClosedRange<Int>) -> Int? {
    guard let number = node.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
      fail(node, "\(what) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  /// A number greater than 0, or a part of 100.
  mutating func number(_ node: Node, _ what: String) -> Double? {
    let text = node.scalar?.string ?? ""
    let isPercent = text.hasSuffix("%")
    guard let number = Double(isPercent ? String(text.dropLast()) : text), number > 0, number.isFinite else {
      fail(node, "\(what) must be a number greater than 0")
      return nil
    }
    return isPercent ? number / 100 : number
  }

  /// `90s`, `5m`.
  mutating func duration(_ node: Node, _ what: String) -> Duration? {
    let text = node.scalar?.string ?? ""
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
    guard let unit = text.last.flatMap({ units[$0] }), let number = Int(text.dropLast()), number >= 0,
      number <= 1_000_000
    else {
      fail(node, "\(what) must be a time such as 90s, 5m or 1h")
      return nil
    }
    return .seconds(number * unit)
  }
}
