import CallInterface

/// Doubts keys that no telephone sends: spandsp accepts tones up to 3 % off their frequency and with strong overtones,
/// as instruments and voices have them, a keypad does not.
///
/// Chosen after measuring (the page `DETECTION.md`): spandsp's own tests already let no synthesised speech through in
/// hours; what is left is music of two near-pure tones. A total-energy test as narrow as would help more was not
/// taken, because it loses real keys in noise and over a prompt.
enum TalkOffGuard {
  /// How far a tone may be off, as a part of its frequency. Keypads keep ±1.5 % (Q.24); the rest is for noise.
  static let widestDeviation: Float = 0.024
  /// The strongest overtone, as a part of the power of both tones: −15 dB. Keypads keep −20 dB.
  static let strongestOvertone: Float = 0.0316
  /// Samples as large as this are clipped, and clipping makes overtones of its own: 0.3 dB under full scale.
  static let clipping: Int16 = 31_600

  private static let shift = DTMFTones.block / 2

  /// Whether the last block and a half looks like a key from a keypad.
  static func isKeypad(_ digit: DTMFDigit, in heard: borrowing SampleHistory) -> Bool {
    let tones = DTMFTones.frequencies(digit)
    let now = heard.samples(DTMFTones.block)
    let before = heard.samples(DTMFTones.block, back: shift)
    let low = Phasor(now, frequency: tones.low)
    let high = Phasor(now, frequency: tones.high)
    guard
      isOnFrequency(tones.low, low, before: Phasor(before, frequency: tones.low)),
      isOnFrequency(tones.high, high, before: Phasor(before, frequency: tones.high))
    else { return false }
    let most = (low.power + high.power) * strongestOvertone
    let overtones =
      Phasor(now, frequency: tones.low * 3).power <= most
      && Phasor(now, frequency: tones.high * 2).power <= most
    return overtones || now.contains { $0 > clipping || $0 < -clipping }
  }

  /// The phase runs on by the true frequency: what it is ahead of the nominal one tells how far the tone is off.
  private static func isOnFrequency(_ frequency: Float, _ now: Phasor, before: Phasor) -> Bool {
    let secondsBetween = Float(shift) / Float(AudioFrame.sampleRate)
    let expected = 2 * Float.pi * frequency * secondsBetween
    let ahead = (now.lead(over: before) - expected).remainder(dividingBy: 2 * .pi)
    let deviation = ahead / (2 * .pi * secondsBetween * frequency)
    return abs(deviation) <= widestDeviation
  }
}
