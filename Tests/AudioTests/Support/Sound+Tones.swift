import Audio

extension Sound {
  /// A tone as the generator plays it.
  static func of(_ tone: CallTone, seconds: Double) -> Sound {
    let generator = ToneGenerator(tone)
    var sound = Sound()
    sound.silence(Int(seconds * 50) * AudioFrame.samples)
    sound.samples.withUnsafeMutableBufferPointer { samples in
      for start in stride(from: 0, to: samples.count, by: AudioFrame.samples) {
        generator.fill(UnsafeMutableBufferPointer(rebasing: samples[start..<start + AudioFrame.samples]))
      }
    }
    return sound
  }
}
