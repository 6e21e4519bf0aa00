public import CallInterface

/// What moves frames through a line: a file in virtual time, a sound device, a telephone.
public protocol LineDriver: Sendable {
  /// Whether time passes only with the call's own clock. A prompt is then handed over when all of its sound is there,
  /// and nothing is ever late.
  var isVirtual: Bool { get }
  /// Begins to drive; events go to `sink`, what the log should hold to `log`.
  /// - Throws: when the device or file cannot be opened.
  func start(_ sink: any EventSink, log: @escaping @Sendable (LineNote) -> Void) throws
  /// To be performed before the next frame, in order. Never waits.
  func perform(_ command: LineCommand)
  /// All commands of a step were performed: in virtual time frames move here. In real time nobody says so.
  func settled()
  /// The call is over.
  func stop()
}
