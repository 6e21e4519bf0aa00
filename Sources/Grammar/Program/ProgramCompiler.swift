import FlowDocument

/// Turns linked rules into a program.
struct ProgramCompiler {
  /// Most instructions of a program; only counted repeats of counted repeats come near it.
  static let sizeLimit = 2_000_000
  /// A repeated expansion up to this size is written out each time; a larger one becomes a procedure.
  private static let inlineSize = 4

  var assembler = Assembler()
  /// Bodies of procedures still to be written.
  private var waiting: [(procedure: Int32, body: GrammarNode, isRule: Bool)] = []

  /// The entry rule is number 0.
  static func compile(_ rules: [LinkedRule]) throws(GrammarFault) -> Program {
    var compiler = ProgramCompiler()
    for rule in rules {
      compiler.assembler.addRule(rule.name)
      let procedure = compiler.assembler.reserveProcedure()
      compiler.waiting.append((procedure, rule.body, true))
    }
    compiler.assembler.add(.call(procedure: 0, rule: 0))
    compiler.assembler.add(.match)
    while let next = compiler.waiting.popLast() {
      compiler.assembler.beginProcedure(next.procedure)
      try compiler.write(next.body)
      compiler.assembler.add(.giveBack(isRule: next.isRule))
    }
    return compiler.assembler.finish()
  }

  mutating func write(_ node: GrammarNode) throws(GrammarFault) {
    guard assembler.here < Self.sizeLimit else { throw .badGrammar("the grammar is too large") }
    switch node {
    case .run(let words, let parts):
      for word in words { assembler.add(.word(assembler.word(word))) }
      assembler.emit(parts)
    case .sequence(let nodes):
      for node in nodes { try write(node) }
    case .alternatives(let nodes):
      try writeAlternatives(nodes)
    case .repetition(let node, let minimum, let maximum):
      try writeRepetition(node, minimum, maximum)
    case .call(let rule, _):
      assembler.add(.call(procedure: Int32(rule), rule: Int32(rule)))
    case .garbage:
      // The way out is preferred: garbage lasts up to the next token (SRGS §2.2.3).
      let start = assembler.add(.split(assembler.here + 3, assembler.here + 1))
      assembler.add(.anyWord)
      assembler.add(.jump(start))
    case .void:
      assembler.add(.fail)
    }
  }

  /// As many as possible are preferred.
  private mutating func writeRepetition(
    _ node: GrammarNode, _ minimum: Int, _ maximum: Int?
  ) throws(GrammarFault) {
    let copies = maximum ?? max(minimum, 1)
    guard copies <= Self.sizeLimit else { throw .badGrammar("a repeat of \(copies) is too many") }
    let body = copies > 1 && size(of: node) > Self.inlineSize ? procedure(for: node) : nil
    func writeOnce(_ compiler: inout ProgramCompiler) throws(GrammarFault) {
      guard let body else { return try compiler.write(node) }
      guard compiler.assembler.here < Self.sizeLimit else { throw .badGrammar("the grammar is too large") }
      compiler.assembler.add(.call(procedure: body, rule: -1))
    }
    guard let maximum else {
      for _ in 0..<max(minimum - 1, 0) { try writeOnce(&self) }
      if minimum == 0 {
        let start = assembler.add(.fail)
        try writeOnce(&self)
        assembler.add(.jump(start))
        assembler.patch(start, .split(start + 1, assembler.here))
      } else {
        let start = assembler.here
        try writeOnce(&self)
        assembler.add(.split(start, assembler.here + 1))
      }
      return
    }
    for _ in 0..<minimum { try writeOnce(&self) }
    var exits: [Int32] = []
    for _ in minimum..<maximum {
      exits.append(assembler.add(.fail))
      try writeOnce(&self)
    }
    for exit in exits { assembler.patch(exit, .split(exit + 1, assembler.here)) }
  }

  private mutating func procedure(for body: GrammarNode) -> Int32 {
    let procedure = assembler.reserveProcedure()
    waiting.append((procedure, body, false))
    return procedure
  }

  /// Instructions it takes at least, counted up to a little over `inlineSize`.
  private func size(of node: GrammarNode) -> Int {
    switch node {
    case .run(let words, let parts): words.count + (parts.isEmpty ? 0 : 1)
    case .sequence(let nodes): nodes.prefix(Self.inlineSize + 1).reduce(0) { $0 + size(of: $1) }
    case .alternatives(let nodes): nodes.prefix(Self.inlineSize + 1).reduce(1) { $0 + size(of: $1) }
    case .repetition: Self.inlineSize + 1
    case .call, .void: 1
    case .garbage: 3
    }
  }
}
