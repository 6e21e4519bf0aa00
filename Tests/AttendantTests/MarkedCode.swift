/// The parts of a Swift file between `// article: name` and `// article end`.
struct MarkedCode {
  struct Part: Hashable {
    let name: String
    let code: String
  }
  private(set) var parts: [Part] = []

  init(source: String) {
    var open: (name: String, lines: [Substring])?
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("// article: ") {
        open = (String(line.dropFirst("// article: ".count)), [])
      } else if line == "// article end", let part = open {
        parts.append(Part(name: part.name, code: part.lines.joined(separator: "\n")))
        open = nil
      } else {
        open?.lines.append(line)
      }
    }
  }
}
