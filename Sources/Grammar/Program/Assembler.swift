/// Writes a program, instruction by instruction.
struct Assembler {
  private(set) var program = Program()

  var here: Int32 { Int32(program.code.count) }

  @discardableResult
  mutating func add(_ instruction: Instruction) -> Int32 {
    program.code.append(instruction)
    return here - 1
  }

  /// Fills in a jump or split whose target was not known when it was written.
  mutating func patch(_ address: Int32, _ instruction: Instruction) {
    program.code[Int(address)] = instruction
  }

  mutating func word(_ text: String) -> Int32 {
    if let known = program.vocabulary[text] { return known }
    let number = Int32(program.vocabulary.count)
    program.vocabulary[text] = number
    return number
  }

  mutating func emit(_ parts: [RulePart]) {
    guard !parts.isEmpty else { return }
    program.emissions.append(parts)
    add(.emit(Int32(program.emissions.count - 1)))
  }

  /// Reserves edges for these words; their targets are set later. Returns the index of the first.
  mutating func reserveEdges(_ words: [Int32]) -> Int32 {
    let first = Int32(program.edges.count)
    for word in words.sorted() { program.edges.append(Program.Edge(word: word, target: -1)) }
    return first
  }

  mutating func setTarget(ofEdge edge: Int32, _ target: Int32) {
    program.edges[Int(edge)].target = target
  }

  mutating func reserveProcedure() -> Int32 {
    program.procedures.append(-1)
    return Int32(program.procedures.count - 1)
  }

  mutating func beginProcedure(_ procedure: Int32) {
    program.procedures[Int(procedure)] = here
  }

  mutating func addRule(_ rule: Program.RuleName) {
    program.rules.append(rule)
  }

  /// The finished program.
  func finish() -> Program {
    var finished = program
    finished.growth = Growth.analyse(finished)
    return finished
  }
}
