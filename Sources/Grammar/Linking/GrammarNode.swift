import FlowDocument

/// A rule expansion with its references resolved and its tokens cut into words.
indirect enum GrammarNode: Sendable {
  /// Words to consume, and what they and the tags between them add to the trace.
  case run(words: [String], parts: [RulePart])
  case sequence([GrammarNode])
  case alternatives([GrammarNode])
  case repetition(GrammarNode, minimum: Int, maximum: Int?)
  /// The rule of this number.
  case call(Int, SourceLocation)
  case garbage
  case void

  static let empty = GrammarNode.run(words: [], parts: [])

  /// A sequence without sequences inside and with adjacent runs joined.
  static func flatSequence(_ nodes: [GrammarNode]) -> GrammarNode {
    var flat: [GrammarNode] = []
    func append(_ node: GrammarNode) {
      if case .sequence(let inner) = node {
        for node in inner { append(node) }
      } else if case .run(let words, let parts) = node, case .run(let before, let partsBefore)? = flat.last {
        flat[flat.count - 1] = .run(words: before + words, parts: partsBefore + parts)
      } else {
        flat.append(node)
      }
    }
    for node in nodes { append(node) }
    if flat.isEmpty { return .empty }
    return flat.count == 1 ? flat[0] : .sequence(flat)
  }

  /// Without what can never be matched: `nil` if nothing is left.
  func pruned(productive: [Bool]) -> GrammarNode? {
    switch self {
    case .run, .garbage:
      return self
    case .void:
      return nil
    case .call(let rule, _):
      return productive[rule] ? self : nil
    case .sequence(let nodes):
      var kept: [GrammarNode] = []
      for node in nodes {
        guard let node = node.pruned(productive: productive) else { return nil }
        kept.append(node)
      }
      return .flatSequence(kept)
    case .alternatives(let nodes):
      let kept = nodes.compactMap { $0.pruned(productive: productive) }
      return kept.isEmpty ? nil : kept.count == 1 ? kept[0] : .alternatives(kept)
    case .repetition(let node, let minimum, let maximum):
      guard maximum != 0, let node = node.pruned(productive: productive) else { return minimum == 0 ? .empty : nil }
      return minimum == 1 && maximum == 1 ? node : .repetition(node, minimum: minimum, maximum: maximum)
    }
  }
}
