/// Which expected line stands for which prompt that was heard.
enum AlignedLine: Hashable {
  case same(expected: Int, heard: Int)
  /// A line of nothing but `…` and all that it stands for.
  case anything(expected: Int, heard: Range<Int>)
  case missing(expected: Int)
  case extra(heard: Int)
}

/// Lays expected lines beside what was heard with as few differences as can be.
enum Alignment {
  static func align(_ expected: [WordPattern], _ heard: [String]) -> [AlignedLine] {
    let cost = costs(expected, heard)
    var lines: [AlignedLine] = []
    var e = 0
    var h = 0
    while e < expected.count || h < heard.count {
      if e < expected.count, isWildcard(expected[e]) {
        let begin = h
        while h < heard.count, cost[e][h] == cost[e][h + 1], cost[e][h] != cost[e + 1][h] { h += 1 }
        lines.append(.anything(expected: e, heard: begin..<h))
        e += 1
      } else if e < expected.count, h < heard.count, expected[e].matches(heard[h]), cost[e][h] == cost[e + 1][h + 1] {
        lines.append(.same(expected: e, heard: h))
        e += 1
        h += 1
      } else if e < expected.count, cost[e][h] == cost[e + 1][h] + missing {
        lines.append(.missing(expected: e))
        e += 1
      } else {
        lines.append(.extra(heard: h))
        h += 1
      }
    }
    return lines
  }

  /// A line that somebody wrote weighs more than one that nobody did.
  private static let missing = 3
  private static let extra = 2

  /// `costs[e][h]`: fewest differences between the lines from `e` on and the prompts from `h` on.
  private static func costs(_ expected: [WordPattern], _ heard: [String]) -> [[Int]] {
    var cost = Array(repeating: Array(repeating: 0, count: heard.count + 1), count: expected.count + 1)
    for h in heard.indices.reversed() { cost[expected.count][h] = cost[expected.count][h + 1] + extra }
    for e in expected.indices.reversed() {
      let anything = isWildcard(expected[e])
      for h in (0...heard.count).reversed() {
        var best = cost[e + 1][h] + (anything ? 0 : missing)
        if h < heard.count {
          best = min(best, cost[e][h + 1] + (anything ? 0 : extra))
          if !anything, expected[e].matches(heard[h]) { best = min(best, cost[e + 1][h + 1]) }
        }
        cost[e][h] = best
      }
    }
    return cost
  }

  static func isWildcard(_ pattern: WordPattern) -> Bool {
    pattern.text.allSatisfy { $0 == WordPattern.wildcard || $0 == " " }
  }
}
