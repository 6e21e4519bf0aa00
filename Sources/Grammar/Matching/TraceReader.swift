import FlowDocument

/// Rebuilds what was matched from a trace.
enum TraceReader {
  static func read(_ simulation: Simulation, from last: Int32, _ program: Program, mode: GrammarMode) -> RuleMatch? {
    var path: [Simulation.TraceEntry.Kind] = []
    var position = last
    while position >= 0 {
      let entry = simulation.trace[Int(position)]
      path.append(entry.kind)
      position = entry.previous
    }
    /// Rules that are entered and not yet left, with what was passed in each and the tokens inside.
    var open: [(rule: Int32, parts: [RulePart], tokens: [String])] = []
    for kind in path.reversed() {
      switch kind {
      case .enter(let rule):
        open.append((rule, [], []))
      case .emit(let emission):
        for part in program.emissions[Int(emission)] { add(part, to: &open) }
      case .heard(let word):
        add(.token(simulation.words[Int(word)]), to: &open)
      case .leave:
        guard let done = open.popLast() else { return nil }
        let name = program.rules[Int(done.rule)]
        let match = RuleMatch(
          rule: name.id, grammar: name.grammar, text: text(done.tokens, mode), parts: done.parts)
        if open.isEmpty { return match }
        open[open.count - 1].parts.append(.rule(match))
        open[open.count - 1].tokens += done.tokens
      }
    }
    return nil
  }

  private static func add(_ part: RulePart, to open: inout [(rule: Int32, parts: [RulePart], tokens: [String])]) {
    guard !open.isEmpty else { return }
    open[open.count - 1].parts.append(part)
    if case .token(let token) = part { open[open.count - 1].tokens.append(token) }
  }

  private static func text(_ tokens: [String], _ mode: GrammarMode) -> String {
    switch mode {
    case .dtmf: tokens.joined()
    case .voice: Tokens.join(tokens)
    }
  }
}
