import CallInterface
import Glibc

/// How espeak-ng is told to speak.
struct EspeakSettings: Hashable {
  /// `-s`: words a minute, 80 to 450.
  let speed: Int
  /// `-p`: 0 to 99; 50 is the voice's own, and 50 more an octave up.
  let pitch: Int
  /// `-a`: 0 to 200; 100 is the usual.
  let amplitude: Int

  init(_ style: SpeechStyle) {
    let emphasis = Prosody.emphasis(style.emphasis)
    speed = Self.clamped(175 * Prosody.rate(style.rate) * emphasis.rate, 80...450)
    let height = Prosody.pitch(style.pitch) * emphasis.pitch
    pitch = height > 0 ? Self.clamped(50 + 50 * log2(height), 0...99) : 0
    amplitude = Self.clamped(100 * Prosody.volume(style.volume) * emphasis.volume, 0...200)
  }

  var arguments: [String] { ["-s", "\(speed)", "-p", "\(pitch)", "-a", "\(amplitude)"] }

  private static func clamped(_ value: Double, _ range: ClosedRange<Int>) -> Int {
    Int(min(max(value, Double(range.lowerBound)), Double(range.upperBound)).rounded())
  }
}
