import CallInterface
import Glibc

/// Doubts a key that our own sound contains: a prompt with tones in it, digits that we send, a recorded call.
///
/// A key is taken for our own when, within the echo's longest delay, a block of what was played is mostly the key's two
/// tones, strong enough to come back as strong as they were heard. Ordinary speech in a prompt is never "mostly two
/// tones", so a key over a prompt is heard at once; and a key that is stronger than its echo could be is always heard.
final class EchoGuard {
  /// Samples of played sound that an echo may be late, and a block: 512 ms.
  static let historyLength = 4096
  /// The least part of a played block's energy that the two tones are.
  private static let leastPart: Float = 0.5
  /// What measuring may be wrong by, as a ratio of powers: 3 dB.
  private static let margin: Float = 2

  private let path: EchoPath
  private let gain: Float
  private let played: SampleHistory
  /// Samples since something other than silence was played; until then nothing can come back.
  private var silence = 2 * EchoGuard.historyLength

  init(_ path: EchoPath) {
    self.path = path
    gain = powf(10, -Float(path.leastLoss) / 10)
    played = SampleHistory(atLeast: path.longestDelay + DTMFTones.block + AudioFrame.samples)
  }

  func expectFrame() { played.expectFrame() }

  /// What each frame needs.
  func add(to memory: inout FrameMemory) {
    memory.add(self)
    memory.add(played)
  }

  /// At most a frame at once, the same samples as are heard.
  func append(_ samples: UnsafeBufferPointer<Int16>, count: Int) {
    played.append(samples, count: count)
    silence = samples.contains { $0 > 8 || $0 < -8 } ? 0 : min(silence + count, 2 * Self.historyLength)
  }

  /// Whether the tones of this key, as heard in the last block, may be our own.
  func explains(_ digit: DTMFDigit, in heard: SampleHistory) -> Bool {
    guard silence < path.longestDelay + DTMFTones.block + AudioFrame.samples else { return false }
    played.ahead = heard.ahead
    let tones = DTMFTones.frequencies(digit)
    let now = heard.samples(DTMFTones.block)
    let low = Phasor(now, frequency: tones.low).power
    let high = Phasor(now, frequency: tones.high).power
    for back in stride(from: 0, through: path.longestDelay, by: DTMFTones.block / 2) {
      let block = played.samples(DTMFTones.block, back: back)
      let total = meanPower(block)
      // Cheap first: even the whole block's power would come back too weak.
      guard total * gain * Self.margin >= low + high else { continue }
      let ownLow = Phasor(block, frequency: tones.low).power
      let ownHigh = Phasor(block, frequency: tones.high).power
      if ownLow + ownHigh >= total * Self.leastPart, ownLow * gain * Self.margin >= low,
        ownHigh * gain * Self.margin >= high
      {
        return true
      }
    }
    return false
  }
}
