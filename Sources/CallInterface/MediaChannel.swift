/// The media of one call: what plays, listens, records and transfers. `perform` starts work and returns at once; what
/// comes of it is told through the sink given to `open`.
public protocol MediaChannel: Actor {
  /// Begins the call's media; `sink` may be called until `close`.
  func open(_ sink: @escaping @Sendable (CallEvent) -> Void) async throws
  /// Performs `play`, `stopPlaying`, `record`, `stopRecording`, `transfer`, `endTransfer` and `hangUp`.
  func perform(_ command: CallCommand) async
  /// The call is over.
  func close() async
}
