import Audio
import Foundation

/// Sound that is like speech to whatever listens for speech: syllables of a gliding voice. The same each time.
enum Babble {
  /// Syllables a second.
  private static let pace = 4.0
  /// Of the fundamental, in Hz, and how far it glides.
  private static let pitch = (middle: 140.0, swing: 25.0)
  private static let harmonics = 12

  static func samples(lasting length: Duration) -> [Int16] {
    let count = AudioFrame.samples(in: length)
    let rate = Double(AudioFrame.sampleRate)
    var phase = 0.0
    return (0..<count).map { index in
      let time = Double(index) / rate
      phase += 2 * .pi * (pitch.middle + pitch.swing * sin(2 * .pi * 0.7 * time)) / rate
      var voice = 0.0
      for harmonic in 1...harmonics { voice += sin(phase * Double(harmonic)) / Double(harmonic) }
      let syllable = 0.25 + 0.75 * pow(sin(.pi * pace * time), 2)
      return Int16(clamping: Int((3500 * syllable * voice).rounded()))
    }
  }
}
