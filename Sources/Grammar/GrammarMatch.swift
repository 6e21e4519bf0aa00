import CallInterface
import FlowDocument

/// Where matching stands after some tokens. A value: a copy can try a token without touching the original.
public struct GrammarMatch: Sendable {
  private let grammar: CompiledGrammar
  private var simulation: Simulation

  init(_ grammar: CompiledGrammar) {
    self.grammar = grammar
    self.simulation = grammar.beginning
  }

  /// Takes one key (`5`, `*`, `#`) or one word (of `CompiledGrammar.tokens(of:)`).
  public mutating func accept(_ token: String) {
    switch grammar.mode {
    case .dtmf: simulation.accept(token.uppercased(), grammar.program)
    case .voice: simulation.accept(token.lowercased(), grammar.program)
    }
  }

  /// The tokens so far are a complete utterance with a possible meaning.
  public var isMatch: Bool {
    guard simulation.matched != nil else { return false }
    guard case .builtin(let type) = grammar.interpretation, !type.isExact else { return true }
    return type.value(of: simulation.words) != nil
  }

  /// Some further token can be accepted.
  public var canGrow: Bool { simulation.canGrow }

  /// Neither a match nor able to become one.
  public var isDead: Bool { !canGrow && !isMatch }

  /// After any token that could be accepted now, none can follow: the next key ends the entry, right or wrong.
  /// True of a match that cannot grow.
  public var nextTokenEnds: Bool { simulation.nextWordEnds(grammar.program) }

  /// What the tokens so far mean; `nil` unless `isMatch`.
  public func meaning() -> GrammarMeaning? {
    guard let last = simulation.matched else { return nil }
    switch grammar.interpretation {
    case .fixed(let text):
      return .value(.string(text))
    case .builtin(let type):
      return type.value(of: simulation.words).map(GrammarMeaning.value)
    case .tags:
      guard let tree = TraceReader.read(simulation, from: last, grammar.program, mode: grammar.mode) else { return nil }
      // The default assignment is for rules beside tags; without any tag the whole utterance is the result.
      guard tree.hasTags else { return .value(.string(tree.text)) }
      return LiteralMeaning.value(of: tree).map(GrammarMeaning.value) ?? .tree(tree)
    }
  }
}
