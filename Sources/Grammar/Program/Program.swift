import FlowDocument

/// A grammar as a small program. Threads run it side by side, in order of preference (`Simulation`).
struct Program: Sendable {
  var code: [Instruction] = []
  /// Of all `dispatch` instructions; each one's edges stand together, sorted by word.
  var edges: [Edge] = []
  /// First instruction of each procedure: a rule, or the body of a long repeat.
  var procedures: [Int32] = []
  /// What `emit` adds to the trace.
  var emissions: [[RulePart]] = []
  var rules: [RuleName] = []
  var vocabulary: [String: Int32] = [:]
  /// What can still follow each instruction.
  var growth: [Growth] = []

  struct Edge: Sendable {
    let word: Int32
    var target: Int32
  }

  struct RuleName: Sendable {
    let id: String
    let grammar: GrammarIdentity
  }
}

enum Instruction: Sendable {
  /// Consumes this word.
  case word(Int32)
  /// Consumes one of several words and goes where its edge leads: `count` edges from `first`.
  case dispatch(first: Int32, count: Int32)
  /// Consumes any word (GARBAGE).
  case anyWord
  /// Tries both, the first preferred.
  case split(Int32, Int32)
  case jump(Int32)
  /// `rule` is the name to trace, negative for the body of a repeat.
  case call(procedure: Int32, rule: Int32)
  case giveBack(isRule: Bool)
  case emit(Int32)
  case fail
  /// The whole grammar is matched.
  case match
}
