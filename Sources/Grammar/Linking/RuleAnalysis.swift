import FlowDocument

/// What is true of whole rules: which can match nothing, which can match at all, which call themselves first.
enum RuleAnalysis {
  /// Reports left recursion and takes away what can never match.
  static func check(_ rules: [LinkedRule]) throws(GrammarFault) -> [LinkedRule] {
    let nullable = fixedPoint(rules) { canBeEmpty($0, $1) }
    try rejectLeftRecursion(rules, nullable: nullable)
    let productive = fixedPoint(rules) { canEnd($0, $1) }
    return rules.map { rule in
      var rule = rule
      rule.body = rule.body.pruned(productive: productive) ?? .void
      return rule
    }
  }

  /// The least solution of a property that rules have by way of other rules.
  private static func fixedPoint(
    _ rules: [LinkedRule], _ property: (GrammarNode, [Bool]) -> Bool
  ) -> [Bool] {
    var known = [Bool](repeating: false, count: rules.count)
    var changed = true
    while changed {
      changed = false
      for index in rules.indices where !known[index] && property(rules[index].body, known) {
        known[index] = true
        changed = true
      }
    }
    return known
  }

  private static func canBeEmpty(_ node: GrammarNode, _ rules: [Bool]) -> Bool {
    switch node {
    case .run(let words, _): words.isEmpty
    case .sequence(let nodes): nodes.allSatisfy { canBeEmpty($0, rules) }
    case .alternatives(let nodes): nodes.contains { canBeEmpty($0, rules) }
    case .repetition(let node, let minimum, _): minimum == 0 || canBeEmpty(node, rules)
    case .call(let rule, _): rules[rule]
    case .garbage: true
    case .void: false
    }
  }

  private static func canEnd(_ node: GrammarNode, _ rules: [Bool]) -> Bool {
    switch node {
    case .run, .garbage: true
    case .sequence(let nodes): nodes.allSatisfy { canEnd($0, rules) }
    case .alternatives(let nodes): nodes.contains { canEnd($0, rules) }
    case .repetition(let node, let minimum, _): minimum == 0 || canEnd(node, rules)
    case .call(let rule, _): rules[rule]
    case .void: false
    }
  }

  private static func rejectLeftRecursion(_ rules: [LinkedRule], nullable: [Bool]) throws(GrammarFault) {
    let first = rules.map { firstCalls($0.body, nullable) }
    enum Colour { case new, open, done }
    var colours = [Colour](repeating: .new, count: rules.count)
    for root in rules.indices where colours[root] == .new {
      // Depth-first without recursion of our own: a chain of rules may be long.
      var path: [(rule: Int, next: Int)] = [(root, 0)]
      colours[root] = .open
      while let (rule, next) = path.last {
        guard next < first[rule].count else {
          colours[rule] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let (callee, location) = first[rule][next]
        switch colours[callee] {
        case .done: break
        case .new:
          colours[callee] = .open
          path.append((callee, 0))
        case .open:
          throw .badGrammar(
            "left recursion: the rule '\(rules[callee].name.id)' begins with itself; put a token before the reference",
            at: location)
        }
      }
    }
  }

  /// Rules that may be entered before any word is consumed.
  private static func firstCalls(_ node: GrammarNode, _ nullable: [Bool]) -> [(rule: Int, at: SourceLocation)] {
    switch node {
    case .run, .garbage, .void:
      return []
    case .sequence(let nodes):
      var calls: [(rule: Int, at: SourceLocation)] = []
      for node in nodes {
        calls += firstCalls(node, nullable)
        if !canBeEmpty(node, nullable) { break }
      }
      return calls
    case .alternatives(let nodes):
      return nodes.flatMap { firstCalls($0, nullable) }
    case .repetition(let node, _, let maximum):
      return maximum == 0 ? [] : firstCalls(node, nullable)
    case .call(let rule, let location):
      return [(rule, location)]
    }
  }
}
