public import CallInterface

/// A key heard in sound began or ended. Times are counted in samples since the detector was made.
public struct KeyEdge: Hashable, Sendable {
  public enum Change: Hashable, Sendable {
    /// The level is of both tones together.
    case began(levelDBm0: Int)
    /// The length is of the tone, as well as it can be measured, in samples.
    case ended(length: Int)
  }

  public let digit: DTMFDigit
  public let change: Change
  /// When it was recognised: the end of a block of 102 samples. Two blocks must agree, and a block counts when it is
  /// nearly full, so that a beginning is known some 180 to 306 samples (22 to 38 ms) after it happened, an end some
  /// 120 to 306; a doubted key later.
  public let recognisedAt: Int
  /// When the tone itself began or ended, to about 20 samples in clean sound.
  public let toneAt: Int

  public init(digit: DTMFDigit, change: Change, recognisedAt: Int, toneAt: Int) {
    self.digit = digit
    self.change = change
    self.recognisedAt = recognisedAt
    self.toneAt = toneAt
  }

  /// How many of the last samples before `recognisedAt` the tone may already be in, its onset included: what a
  /// recording must give back when the key ends it.
  public var samplesToTrim: Int { max(recognisedAt - toneAt + DTMFTones.window, 0) }
}
