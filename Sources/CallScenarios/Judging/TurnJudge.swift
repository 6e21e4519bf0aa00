import CallInterface

/// Compares one turn with the lines that stand for it.
struct TurnJudge {
  let scenario: Scenario
  let turn: Turn
  /// The lines between the turn's act and the next one.
  let lines: Range<Int>

  var promptLines: [Int] {
    lines.filter { if case .expectPrompt = scenario.lines[$0].kind { true } else { false } }
  }

  var patterns: [WordPattern] {
    lines.compactMap { if case .expectPrompt(let pattern) = scenario.lines[$0].kind { pattern } else { nil } }
  }

  /// The prompts to compare with. What a caller who has nothing more to do hears after falling silent need not be
  /// written down: then any part from the beginning will do that reaches to the first silence.
  var heard: [String] {
    let all = turn.heard
    let needed = min(turn.idle?.heard ?? all.count, all.count)
    let expected = patterns
    if let fitting = (needed...all.count).first(where: { fits(expected, Array(all.prefix($0))) }) {
      return Array(all.prefix(fitting))
    }
    return Array(all.prefix(max(needed, min(expected.count, all.count))))
  }

  /// Blanks and the borders of prompts do not count, so that one line may hold several prompts.
  private func fits(_ patterns: [WordPattern], _ heard: [String]) -> Bool {
    WordPattern(patterns.map(\.text).joined(separator: " ")).matches(heard.joined(separator: " "))
  }

  var promptsFit: Bool { promptLines.isEmpty || fits(patterns, heard) }

  func mismatches() -> [Mismatch] {
    (promptsFit ? [] : [promptMismatch()]) + lines.compactMap(mismatch)
  }

  private func promptMismatch() -> Mismatch {
    let heard = heard
    let expected = patterns
    let places = promptLines
    let aligned = Alignment.align(expected, heard)
    let first = aligned.firstIndex { line in
      switch line {
      case .missing, .extra: true
      case .same, .anything: false
      }
    }
    // The place of the first difference: its own line, or the next one that is written.
    var place = places[places.count - 1]
    for line in aligned[(first ?? 0)...] {
      if case .missing(let index) = line {
        place = places[index]
        break
      }
      if case .same(let index, _) = line {
        place = places[index]
        break
      }
    }
    let difference = aligned.map { line in
      switch line {
      case .same(_, let index): "    > \(heard[index])"
      case .anything: "    > …"
      case .missing(let index): "  - > \(expected[index])"
      case .extra(let index): "  + > \(heard[index])"
      }
    }
    return make(.prompt, place, "the caller heard something else", Self.shortened(difference))
  }

  /// A flow that asks for an hour need not be read for an hour.
  private static func shortened(_ lines: [String], to limit: Int = 40) -> [String] {
    lines.count <= limit ? lines : lines.prefix(limit) + ["    (and \(lines.count - limit) more)"]
  }

  private func mismatch(_ index: Int) -> Mismatch? {
    switch scenario.lines[index].kind {
    case .expectState(let state):
      guard !names.contains(state) else { return nil }
      return make(.state, index, "the call is in another state", ["  - = \(state)", "  + = \(names[0])"])
    case .expectTrue(let expression):
      switch turn.answers[index] {
      case .holds: return nil
      case .fails: return make(.condition, index, "'\(expression)' is not true", [], isRepairable: false)
      case .faulty(let reason):
        return make(.condition, index, "'\(expression)' cannot be evaluated: \(reason)", [], isRepairable: false)
      case nil:
        return make(.condition, index, "'\(expression)' was never asked: the call was over", [], isRepairable: false)
      }
    case .expectLog(let label):
      guard !logged(index, label) else { return nil }
      return make(.log, index, "nothing was logged as '\(label)'", turn.logLabels.map { "  + log \($0)" })
    case .flow, .call, .seed, .set, .press, .say, .silence, .wait, .record, .hangup, .transfer, .fetch, .expectPrompt:
      return nil
    }
  }

  /// The names of where the call stood, at the end of the turn or when the caller had nothing more to do.
  var names: [String] {
    StateName.names(of: turn.state) + (turn.idle.map { StateName.names(of: $0.state) } ?? [])
  }

  /// Whether the n-th log line of the turn has its log, in order.
  private func logged(_ index: Int, _ label: WordPattern) -> Bool {
    var labels = turn.logLabels[...]
    for place in lines where place <= index {
      guard case .expectLog(let pattern) = scenario.lines[place].kind else { continue }
      if let found = labels.firstIndex(where: pattern.matches) {
        labels = labels[(found + 1)...]
      } else if place == index {
        return false
      }
    }
    return true
  }

  private func make(
    _ rule: Mismatch.Rule, _ index: Int, _ message: String, _ difference: [String], isRepairable: Bool = true
  ) -> Mismatch {
    Mismatch(
      rule: rule, file: scenario.file, line: scenario.lines[index].number, column: scenario.lines[index].column,
      message: message, difference: difference, isRepairable: isRepairable)
  }
}
