/// What a scripted call needs from outside its script.
public struct ScenarioWorld: Sendable {
  /// From now on answers fetches of URIs that end like this, after some virtual time.
  public var override: @Sendable (_ uri: String, FetchAnswer, _ delay: Duration) -> Void
  /// Whether an expression is true in the scope where the call now stands.
  public var evaluate: @Sendable (_ expression: String) async -> ConditionAnswer
  /// Length of a sound in seconds by its absolute URI; `nil` where it cannot be told.
  public var soundLength: @Sendable (_ uri: String) -> Duration?
  /// Keeps a recording of this length and media type.
  public var keepRecording: @Sendable (_ number: Int, Duration, _ type: String) -> KeptRecording?

  public init(
    override: @escaping @Sendable (_ uri: String, FetchAnswer, _ delay: Duration) -> Void,
    evaluate: @escaping @Sendable (_ expression: String) async -> ConditionAnswer,
    soundLength: @escaping @Sendable (_ uri: String) -> Duration?,
    keepRecording: @escaping @Sendable (_ number: Int, Duration, _ type: String) -> KeptRecording?
  ) {
    self.override = override
    self.evaluate = evaluate
    self.soundLength = soundLength
    self.keepRecording = keepRecording
  }
}

/// A recording that can be played and submitted.
public struct KeptRecording: Hashable, Sendable {
  public let uri: String
  /// In bytes.
  public let size: Int

  public init(uri: String, size: Int) {
    self.uri = uri
    self.size = size
  }
}
