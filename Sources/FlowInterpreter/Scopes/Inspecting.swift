public import ECMAScript

extension Interpreter {
  /// Whether an expression is true in the scope where the call now stands. For those who watch a call between two
  /// steps; an expression that assigns changes the call.
  public mutating func condition(_ expression: String) throws(ScriptFault) -> Bool {
    guard !contexts.isEmpty else { throw ScriptFault(.undeclared, "no document is running") }
    return try script.condition(expression, in: try scope())
  }
}
