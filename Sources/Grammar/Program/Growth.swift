/// What can follow an instruction without a look at the callers.
struct Growth: Sendable {
  /// A word can be consumed from here before the procedure ends.
  var consumes = false
  /// The procedure can end from here without consuming a word.
  var returns = false
  /// Of a consuming instruction: after some word of it, another can be consumed within the procedure.
  var nextConsumes = false
  /// Of a consuming instruction: after some word of it, the procedure can end.
  var nextReturns = false

  /// Least fixed point; most programs need two passes because code runs forward.
  static func analyse(_ program: Program) -> [Growth] {
    var growth = [Growth](repeating: Growth(), count: program.code.count)
    var changed = true
    while changed {
      changed = false
      for address in program.code.indices.reversed() {
        let (consumes, returns) = reach(program, address, growth)
        if consumes != growth[address].consumes || returns != growth[address].returns {
          growth[address].consumes = consumes
          growth[address].returns = returns
          changed = true
        }
      }
    }
    for address in program.code.indices {
      for target in targets(program, address) {
        growth[address].nextConsumes = growth[address].nextConsumes || growth[Int(target)].consumes
        growth[address].nextReturns = growth[address].nextReturns || growth[Int(target)].returns
      }
    }
    return growth
  }

  private static func reach(_ program: Program, _ address: Int, _ growth: [Growth]) -> (Bool, Bool) {
    switch program.code[address] {
    case .word, .dispatch, .anyWord:
      return (true, false)
    case .split(let a, let b):
      return (
        growth[Int(a)].consumes || growth[Int(b)].consumes, growth[Int(a)].returns || growth[Int(b)].returns
      )
    case .jump(let target):
      return (growth[Int(target)].consumes, growth[Int(target)].returns)
    case .call(let procedure, _):
      let body = growth[Int(program.procedures[Int(procedure)])]
      let after = growth[address + 1]
      return (body.consumes || (body.returns && after.consumes), body.returns && after.returns)
    case .emit:
      return (growth[address + 1].consumes, growth[address + 1].returns)
    case .giveBack, .match:
      return (false, true)
    case .fail:
      return (false, false)
    }
  }

  /// Where a consuming instruction leads.
  private static func targets(_ program: Program, _ address: Int) -> [Int32] {
    switch program.code[address] {
    case .word, .anyWord: [Int32(address + 1)]
    case .dispatch(let first, let count): program.edges[Int(first)..<Int(first + count)].map(\.target)
    case .split, .jump, .call, .giveBack, .emit, .fail, .match: []
    }
  }
}
