/// How far a tone is off its nominal frequency.
enum ToneDeviation {
  private static let shift = DTMFTones.block / 2

  /// As a part of the frequency, within ±78 Hz. The phase runs on by the true frequency: what it is ahead of the
  /// nominal one after half a block tells how far the tone is off.
  static func measure(_ frequency: Float, in heard: SampleHistory, back: Int = 0) -> Float {
    let now = Phasor(heard.samples(DTMFTones.block, back: back), frequency: frequency)
    let before = Phasor(heard.samples(DTMFTones.block, back: back + shift), frequency: frequency)
    let secondsBetween = Float(shift) / Float(AudioFrame.sampleRate)
    let expected = 2 * Float.pi * frequency * secondsBetween
    let ahead = (now.lead(over: before) - expected).remainder(dividingBy: 2 * .pi)
    return ahead / (2 * .pi * secondsBetween * frequency)
  }
}
