public import CallInterface
import Glibc
import Prompting

/// Speaks any words in any language as a soft hum that lasts exactly as long as the rule of `SpeakingTime` says, so that
/// a call takes the same time on every machine, also on one without a synthesiser.
public struct RuleVoice: Voice {
  /// In hertz.
  public static let sampleRate = 8000

  private let cache: VoiceCache

  public init(cache: VoiceCache = VoiceCache()) {
    self.cache = cache
  }

  public func speak(_ speech: Speech) async throws -> SpokenSound {
    let count = Self.sampleCount(of: speech.text)
    return try await cache.sound(for: VoiceKey(["hum 1", "\(count)"])) { Self.hum(sampleCount: count) }
  }

  /// `SpeakingTime.duration(of: text)` in samples, a part of one counting as one.
  public static func sampleCount(of text: String) -> Int {
    let (seconds, attoseconds) = SpeakingTime.duration(of: text).components
    let perSample = 1_000_000_000_000_000_000 / Int64(sampleRate)
    return Int(seconds) * sampleRate + Int((attoseconds + perSample - 1) / perSample)
  }

  /// Far below the tones of keys and lines, at about −26 dBm0, swelling five times a second as speech does.
  static func hum(sampleCount: Int) -> Wave {
    let fade = sampleRate / 100
    var samples: [UInt8] = []
    samples.reserveCapacity(sampleCount * 2)
    for index in 0..<sampleCount {
      let time = Double(index) / Double(sampleRate)
      let swell = 0.75 - 0.25 * cos(2 * .pi * 5 * time)
      let edge = min(1, Double(min(index, sampleCount - 1 - index)) / Double(fade))
      let value = Int16(clamping: Int((1600 * swell * edge * sin(2 * .pi * 140 * time)).rounded()))
      samples.append(UInt8(truncatingIfNeeded: value))
      samples.append(UInt8(truncatingIfNeeded: value >> 8))
    }
    return Wave(sampleRate: sampleRate, samples: samples)
  }
}
