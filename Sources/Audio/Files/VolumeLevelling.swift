import Glibc

/// Brings recordings and synthesised speech to one level.
public struct VolumeLevelling: Hashable, Sendable {
  /// Active speech level, in dBm0.
  public var target: Double
  /// The most that is added or taken away, in dB: what is farther off was recorded so on purpose, or not at all.
  public var most: Double

  public init(target: Double = -20, most: Double = 12) {
    self.target = target
    self.most = most
  }

  /// What to add to a sound, in dB: never so much that its peak is clipped.
  public func decibels(for level: SpeechLevel) -> Double {
    guard let active = level.active, level.peak > 0 else { return 0 }
    let headroom = -20 * log10(level.peak * 32768 / 32767)
    return min(max(-most, min(most, target - active)), max(0, headroom))
  }

  /// The same as a factor.
  public func gain(for level: SpeechLevel) -> Float {
    Float(pow(10, decibels(for: level) / 20))
  }
}
