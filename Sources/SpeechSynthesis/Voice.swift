public import CallInterface

/// Turns words into sound.
///
/// A voice waits for programs and for the disk: it is asked on a task of its own, never on the one that advances lines.
public protocol Voice: Sendable {
  /// Speaks some words as their language and style want.
  /// - Returns: a sound that stays on disk for a minute at least.
  /// - Throws: `VoiceFault`, or `CancellationError` when the task is cancelled; the caller decides what is heard then.
  func speak(_ speech: Speech) async throws -> SpokenSound
}

/// Spoken words: a WAV file, 16 bit PCM, mono.
public struct SpokenSound: Hashable, Sendable {
  /// Absolute.
  public let path: String
  /// In hertz.
  public let sampleRate: Int
  public let sampleCount: Int

  public init(path: String, sampleRate: Int, sampleCount: Int) {
    self.path = path
    self.sampleRate = sampleRate
    self.sampleCount = sampleCount
  }

  public var duration: Duration {
    .seconds(sampleCount / sampleRate) + .seconds(1) * (sampleCount % sampleRate) / sampleRate
  }
}
