import CallInterface

/// Whether a key that began still sounds: a looser test than recognising it, so that a key at the edge of what is
/// recognised stays one key. Its tones must keep a quarter of the power they began with, and half the block's.
struct KeySustain {
  let digit: DTMFDigit
  private let low: Float
  private let high: Float

  /// Takes the last block as the key's power.
  init(_ digit: DTMFDigit, in heard: SampleHistory) {
    self.digit = digit
    let tones = DTMFTones.frequencies(digit)
    let now = heard.samples(DTMFTones.block)
    low = Phasor(now, frequency: tones.low).power / 4
    high = Phasor(now, frequency: tones.high).power / 4
  }

  /// Whether the last block holds the key.
  func sounds(in heard: SampleHistory) -> Bool {
    let tones = DTMFTones.frequencies(digit)
    let now = heard.samples(DTMFTones.block)
    let (low, high) = (Phasor(now, frequency: tones.low).power, Phasor(now, frequency: tones.high).power)
    return low >= self.low && high >= self.high && low + high >= meanPower(now) / 2
  }
}
