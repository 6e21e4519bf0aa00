import CallInterface

/// Finds where a key's tone began or ended, within the last few blocks: short windows slide over the sound, and the
/// edge is where the weaker tone's power crosses a quarter of its full power.
enum ToneEdges {
  /// How far back an edge is searched, in samples.
  static let reach = DTMFTones.block * 6
  private static let step = 10

  /// How many samples ago the tone that sounds now began.
  static func samplesSinceBeginning(of digit: DTMFDigit, in heard: SampleHistory) -> Int {
    let tones = DTMFTones.frequencies(digit)
    let now = heard.samples(DTMFTones.block)
    let low = Phasor(now, frequency: tones.low).power / 4
    let high = Phasor(now, frequency: tones.high).power / 4
    for back in stride(from: step, through: reach, by: step)
    where !sounds(tones, atLeast: (low, high), back: back, in: heard) {
      return back + DTMFTones.window / 2
    }
    return reach
  }

  /// How many samples ago the tone that sounded a moment ago ended.
  static func samplesSinceEnd(of digit: DTMFDigit, in heard: SampleHistory) -> Int {
    let tones = DTMFTones.frequencies(digit)
    var (low, high): (Float, Float) = (0, 0)
    for back in stride(from: DTMFTones.block, through: reach, by: DTMFTones.block / 2) {
      let samples = heard.samples(DTMFTones.block, back: back)
      low = max(low, Phasor(samples, frequency: tones.low).power)
      high = max(high, Phasor(samples, frequency: tones.high).power)
    }
    for back in stride(from: 0, through: reach, by: step)
    where sounds(tones, atLeast: (low / 4, high / 4), back: back, in: heard) {
      return back + DTMFTones.window / 2
    }
    return reach
  }

  private static func sounds(
    _ tones: (low: Float, high: Float), atLeast power: (Float, Float), back: Int, in heard: SampleHistory
  ) -> Bool {
    let samples = heard.samples(DTMFTones.window, back: back)
    return Phasor(samples, frequency: tones.low).power >= power.0
      && Phasor(samples, frequency: tones.high).power >= power.1
  }
}
