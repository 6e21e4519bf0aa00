import FlowDocument

extension Interpreter {
  /// Elements of the dialect that are read, and not performed yet.
  static func notBuilt(_ element: String) -> Outcome {
    .throwEvent(ThrownEvent("error.unsupported.\(element)", "ivr:\(element) is not built yet"))
  }
}
