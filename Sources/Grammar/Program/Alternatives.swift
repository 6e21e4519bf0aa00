/// `one-of`: alternatives that begin alike share their beginning, so that each word is looked up once however many
/// alternatives there are (GRAM-43), while document order still decides between matches (GRAM-31).
extension ProgramCompiler {
  /// An alternative: words that can be looked up, then what follows them.
  private struct Branch {
    let words: [String]
    let parts: [RulePart]
    let rest: GrammarNode?

    init(_ node: GrammarNode) {
      switch node {
      case .run(let words, let parts):
        self.init(words, parts, nil)
      case .sequence(let nodes):
        if case .run(let words, let parts)? = nodes.first {
          self.init(words, parts, .flatSequence(Array(nodes.dropFirst())))
        } else {
          self.init([], [], node)
        }
      case .alternatives, .repetition, .call, .garbage, .void:
        self.init([], [], node)
      }
    }

    private init(_ words: [String], _ parts: [RulePart], _ rest: GrammarNode?) {
      self.words = words
      self.parts = parts
      self.rest = rest
    }
  }

  /// Branches that agree on their first `depth` words.
  private struct Bundle {
    let branches: [Branch]
    let depth: Int
    /// The edge that leads here.
    let edge: Int32?
  }

  mutating func writeAlternatives(_ nodes: [GrammarNode]) throws(GrammarFault) {
    var ends: [Int32] = []
    var bundles = [Bundle(branches: nodes.map(Branch.init), depth: 0, edge: nil)]
    while let bundle = bundles.popLast() {
      guard assembler.here < Self.sizeLimit else { throw .badGrammar("the grammar is too large") }
      if let edge = bundle.edge { assembler.setTarget(ofEdge: edge, assembler.here) }
      try write(bundle, &bundles, &ends)
    }
    for end in ends { assembler.patch(end, .jump(assembler.here)) }
  }

  /// Writes what can happen at one place: branches that end here, and look-ups for runs of branches that go on.
  private mutating func write(
    _ bundle: Bundle, _ bundles: inout [Bundle], _ ends: inout [Int32]
  ) throws(GrammarFault) {
    if bundle.branches.count == 1, let only = bundle.branches.first {
      return try writeTail(of: only, from: bundle.depth, &ends)
    }
    var pieces: [[Branch]] = []
    var isOver = false
    for branch in bundle.branches {
      if branch.words.count == bundle.depth {
        // A plain branch ends here: a later one that ends here too could never be preferred to it.
        if isOver, branch.rest == nil { continue }
        isOver = isOver || branch.rest == nil
        pieces.append([branch])
      } else if let last = pieces.last?.last, last.words.count > bundle.depth {
        pieces[pieces.count - 1].append(branch)
      } else {
        pieces.append([branch])
      }
    }
    for (index, piece) in pieces.enumerated() {
      let split = index < pieces.count - 1 ? assembler.add(.fail) : nil
      if piece[0].words.count == bundle.depth {
        try writeTail(of: piece[0], from: bundle.depth, &ends)
      } else if piece.count == 1 {
        try writeTail(of: piece[0], from: bundle.depth, &ends)
      } else {
        writeDispatch(piece, depth: bundle.depth, &bundles)
      }
      if let split { assembler.patch(split, .split(split + 1, assembler.here)) }
    }
    if pieces.isEmpty { assembler.add(.fail) }
  }

  private mutating func writeDispatch(_ branches: [Branch], depth: Int, _ bundles: inout [Bundle]) {
    var byWord: [Int32: [Branch]] = [:]
    for branch in branches { byWord[assembler.word(branch.words[depth]), default: []].append(branch) }
    let words = byWord.keys.sorted()
    let first = assembler.reserveEdges(words)
    assembler.add(.dispatch(first: first, count: Int32(words.count)))
    for (offset, word) in words.enumerated() {
      bundles.append(Bundle(branches: byWord[word] ?? [], depth: depth + 1, edge: first + Int32(offset)))
    }
  }

  private mutating func writeTail(of branch: Branch, from depth: Int, _ ends: inout [Int32]) throws(GrammarFault) {
    for word in branch.words.dropFirst(depth) { assembler.add(.word(assembler.word(word))) }
    assembler.emit(branch.parts)
    if let rest = branch.rest { try write(rest) }
    ends.append(assembler.add(.fail))
  }
}
