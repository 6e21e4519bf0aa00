public import CallInterface
public import ECMAScript

/// One call: runs a flow, one event in, one step out. Does no I/O and reads no clock.
public struct Interpreter {
  /// - Parameters:
  ///   - uri: the first document, absolute, with or without a fragment.
  ///   - script: a fresh context, used by this call alone.
  public init(
    flow uri: String, facts: CallFacts, library: any ResourceLibrary, script: any ScriptContext,
    options: InterpreterOptions = InterpreterOptions()
  ) {
  }

  /// Takes one event at its time. Times never go back. The first event is `answered`.
  public mutating func step(_ event: CallEvent, at instant: CallInstant) -> Step {
    Step(waiting: .ended)
  }
}
