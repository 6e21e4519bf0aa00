import CallInterface

/// Doubts keys that no telephone sends: spandsp accepts tones up to 3 % off their frequency and with strong overtones,
/// as instruments and voices have them, a keypad does not.
///
/// Chosen after measuring (the page `DETECTION.md`): spandsp's own tests let very little speech through; what is left is
/// music of two near-pure tones. A total-energy test as narrow as would help more was not taken, because it loses real
/// keys in noise and over a prompt.
enum TalkOffGuard {
  /// How far a tone may be off, as a part of its frequency. Keypads keep ±1.5 % (Q.24); the rest is for noise.
  static let widestDeviation: Float = 0.024
  /// The strongest overtone, as a part of the power of both tones: −15 dB. Keypads keep −20 dB.
  static let strongestOvertone: Float = 0.0316
  /// Samples as large as this are clipped, and clipping makes overtones of its own: 0.3 dB under full scale.
  static let clipping: Int16 = 31_600

  /// Whether the last block and a half looks like a key from a keypad.
  static func isKeypad(_ digit: DTMFDigit, in heard: SampleHistory) -> Bool {
    let tones = DTMFTones.frequencies(digit)
    guard
      abs(ToneDeviation.measure(tones.low, in: heard)) <= widestDeviation,
      abs(ToneDeviation.measure(tones.high, in: heard)) <= widestDeviation
    else { return false }
    let now = heard.samples(DTMFTones.block)
    let tonesPower = Phasor(now, frequency: tones.low).power + Phasor(now, frequency: tones.high).power
    let most = tonesPower * strongestOvertone
    let isClean =
      Phasor(now, frequency: tones.low * 3).power <= most
      && Phasor(now, frequency: tones.high * 2).power <= most
    return isClean || now.contains { $0 > clipping || $0 < -clipping }
  }
}
