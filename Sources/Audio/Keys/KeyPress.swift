public import CallInterface

/// One act of the caller's finger, whichever way it was told. Times are samples of the line.
public struct KeyPress: Hashable, Sendable {
  public enum Change: Hashable, Sendable {
    /// Known as soon as the first source tells it.
    case pressed
    /// From the first source's beginning to the last source's end, in samples.
    case released(length: Int)
  }

  public let digit: DTMFDigit
  public let change: Change

  public init(digit: DTMFDigit, change: Change) {
    self.digit = digit
    self.change = change
  }
}

/// How a key was told.
public enum KeySource: Hashable, Sendable, CaseIterable {
  /// Heard in the sound.
  case inBand
  /// RFC 4733.
  case telephoneEvent
}
