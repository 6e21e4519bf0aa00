public import Audio

/// How the media of a call behaves.
public struct MediaSettings: Hashable, Sendable {
  public var line = LineSettings()
  /// How long nothing may come while something should, before it is told.
  public var timeout = Duration.seconds(20)
  /// Between two reports (RFC 3550 §6.2), halved to once and a half at random.
  public var reportInterval = Duration.seconds(5)
  /// Whether the first orderly packets may show where the other side is when they come from a host that signalling
  /// never named. Needed behind some NATs; opens a call to whoever guesses its port first.
  public var learnsUnknownHosts = false
  /// Of random numbers: source, beginnings of sequence and timestamps.
  public var seed: UInt64

  /// - Parameter seed: of the call; unguessable in the open, fixed in tests.
  public init(seed: UInt64 = .random(in: .min ... .max)) {
    self.seed = seed
  }
}
