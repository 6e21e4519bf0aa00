public import CallInterface
public import ECMAScript

/// One call: runs a flow, one event in, one step out. Does no I/O and reads no clock.
public struct Interpreter {
  /// - Parameters:
  ///   - uri: the first document, absolute, with or without a fragment.
  ///   - defaults: the platform's default handlers and properties, a flow of their own (VoiceXML 2.0 §5.2.5).
  ///   - script: a fresh context, used by this call alone.
  /// - Throws: when the script context cannot hold the session's variables.
  public init(
    flow uri: String, facts: CallFacts, library: any ResourceLibrary, defaults: PreparedDocument,
    script: any ScriptContext, options: InterpreterOptions = InterpreterOptions()
  ) throws(ScriptFault) {
  }

  /// Takes one event at its time. Times never go back. The first event is `answered`.
  public mutating func step(_ event: CallEvent, at instant: CallInstant) -> Step {
    Step(waiting: .ended)
  }
}
