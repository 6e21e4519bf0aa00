/// The knobs of the in-band key detector, with spandsp's own defaults.
///
/// Levels are of one tone, in dBm0 (0 dBm0 is 3.14 dB under a sine of full scale, ITU-T G.711).
public struct DTMFDetectorSettings: Hashable, Sendable {
  /// How much stronger the low tone may be than the high one, in dB ("normal" twist, a long line's): 8.
  public var forwardTwist = 8
  /// How much stronger the high tone may be than the low one, in dB: 4.
  public var reverseTwist = 4
  /// The weakest tone that counts, in dBm0: −42.
  public var threshold = -42
  /// Notches at 350 and 440 Hz, for keys pressed over dial tone. Off.
  public var filtersDialTone = false
  /// Also hears keys at the edge of a keypad's tolerance, which spandsp loses (`SecondOpinion`). On.
  public var hasSecondOpinion = true
  /// Doubts keys that music or a voice made (`TalkOffGuard`). On; the bare receiver has nothing like it.
  public var guardsTalkOff = true
  /// Doubts keys that the played sound itself contains (`EchoGuard`). nil turns it off.
  public var echo: EchoPath? = EchoPath()

  public init() {}

  /// spandsp's receiver and nothing more: what ours is compared with.
  public static var bare: DTMFDetectorSettings {
    var settings = DTMFDetectorSettings()
    settings.hasSecondOpinion = false
    settings.guardsTalkOff = false
    settings.echo = nil
    return settings
  }
}

/// How what we play may come back to us.
public struct EchoPath: Hashable, Sendable {
  /// The least that the way there and back takes away, in dB. Hybrids take at least 6 (ITU-T G.168); a loudspeaker
  /// beside its microphone may take nothing.
  public var leastLoss: Int
  /// The longest way there and back, in samples (125 µs each), at most 480 ms.
  public var longestDelay: Int

  public init(leastLoss: Int = 6, longestDelay: Int = 2400) {
    self.leastLoss = leastLoss
    self.longestDelay = min(max(longestDelay, 0), EchoGuard.historyLength - DTMFTones.block)
  }
}
