import CallInterface
import Glibc

/// Hears the keys that spandsp refuses although keypads may send them: spandsp wants 82 % of a block's energy on the
/// nominal frequencies, which tones 1.5 % off (Q.24's tolerance) miss, in the third column now and then and in the
/// fourth nearly always. A long key at that edge is even lost and found again: one press, several keys.
///
/// Here the frequency is measured first, from the phase's run between two half-overlapping stretches, and the energy is
/// looked for where the tones really are.
struct SecondOpinion {
  /// How far a tone may be off, as a part of its frequency; 1.5 % and what noise adds.
  private static let widestDeviation: Float = 0.018
  /// The least part of the energy on the true frequencies.
  private static let leastPart: Float = 0.82
  /// On the nominal ones: what is left of a clean key 1.8 % off.
  private static let leastNominalPart: Float = 0.55
  /// How much stronger a tone must be than every other of its group: 6 dB on nominal frequencies.
  private static let leastPeak: Float = 4

  private let threshold: Float
  private let forwardTwist: Float
  private let reverseTwist: Float

  init(_ settings: DTMFDetectorSettings) {
    let amplitude = ToneLevel.amplitude(dBm0: Float(max(settings.threshold, -98)))
    threshold = amplitude * amplitude / 2
    forwardTwist = powf(10, Float(max(settings.forwardTwist, 0)) / 10)
    reverseTwist = powf(10, Float(max(settings.reverseTwist, 0)) / 10)
  }

  /// The key that a block is full of, if one is: the block that ended `back` samples ago.
  func key(in heard: SampleHistory, back: Int = 0) -> DTMFDigit? {
    let now = heard.samples(DTMFTones.block, back: back)
    let power = meanPower(now)
    guard power >= threshold * 2, mayBeTwoTones(now, power) else { return nil }
    guard let row = strongest(of: (697, 770, 852, 941), in: now),
      let column = strongest(of: (1209, 1336, 1477, 1633), in: now),
      row.power + column.power >= power * Self.leastNominalPart
    else { return nil }
    let digit = Self.keys[row.index * 4 + column.index]
    let tones = DTMFTones.frequencies(digit)
    guard let low = truePower(tones.low, in: heard, back: back), let high = truePower(tones.high, in: heard, back: back)
    else { return nil }
    guard low + high >= power * Self.leastPart, min(low, high) >= threshold else { return nil }
    return low <= high * forwardTwist && high <= low * reverseTwist ? digit : nil
  }

  /// A cheap look before the filters, because most of a call is speech: the correlations one and two samples apart are
  /// the means of cos ω and of 2cos² ω − 1 over the sound's power. A row and a column tone, at any twist up to 8 dB,
  /// bound both, and bound how far cos ω spreads.
  private func mayBeTwoTones(_ samples: UnsafeBufferPointer<Int16>, _ power: Float) -> Bool {
    let count = Float(samples.count)
    let first = Float(correlation(samples, lag: 1)) / (power * (count - 1))
    let second = Float(correlation(samples, lag: 2)) / (power * (count - 2))
    let spread = (second + 1) / 2 - first * first
    return Self.firstCorrelation.contains(first) && Self.spread.contains(spread)
  }

  /// 0.35…0.82 for clean keys of up to 8 dB twist; the rest is for noise and a block's edges.
  private static let firstCorrelation: ClosedRange<Float> = 0.25...0.88
  /// 0.003…0.081 for clean keys.
  private static let spread: ClosedRange<Float> = -0.02...0.12

  private static let keys: [DTMFDigit] = [
    .one, .two, .three, .a, .four, .five, .six, .b, .seven, .eight, .nine, .c, .star, .zero, .pound, .d,
  ]

  /// Mean square of a tone where it really is; nil when that is too far off.
  private func truePower(_ frequency: Float, in heard: SampleHistory, back: Int) -> Float? {
    let deviation = ToneDeviation.measure(frequency, in: heard, back: back)
    guard abs(deviation) <= Self.widestDeviation else { return nil }
    return Phasor(heard.samples(DTMFTones.block, back: back), frequency: frequency * (1 + deviation)).power
  }

  /// Four Goertzel filters in one pass: the one that is clearly the strongest, and its sine's mean square.
  private func strongest(
    of frequencies: (Float, Float, Float, Float), in samples: UnsafeBufferPointer<Int16>
  ) -> (index: Int, power: Float)? {
    let factor = (
      Self.factor(frequencies.0), Self.factor(frequencies.1), Self.factor(frequencies.2), Self.factor(frequencies.3)
    )
    var (a1, a2, b1, b2): (Float, Float, Float, Float) = (0, 0, 0, 0)
    var (c1, c2, d1, d2): (Float, Float, Float, Float) = (0, 0, 0, 0)
    for sample in samples {
      let value = Float(sample)
      let a = factor.0 * a1 - a2 + value
      let b = factor.1 * b1 - b2 + value
      let c = factor.2 * c1 - c2 + value
      let d = factor.3 * d1 - d2 + value
      (a2, b2, c2, d2) = (a1, b1, c1, d1)
      (a1, b1, c1, d1) = (a, b, c, d)
    }
    var best = (index: 0, power: a1 * a1 + a2 * a2 - factor.0 * a1 * a2)
    var second: Float = 0
    let others = (
      b1 * b1 + b2 * b2 - factor.1 * b1 * b2, c1 * c1 + c2 * c2 - factor.2 * c1 * c2,
      d1 * d1 + d2 * d2 - factor.3 * d1 * d2
    )
    func weigh(_ index: Int, _ power: Float) {
      if power > best.power {
        second = best.power
        best = (index, power)
      } else {
        second = max(second, power)
      }
    }
    weigh(1, others.0)
    weigh(2, others.1)
    weigh(3, others.2)
    guard best.power >= second * Self.leastPeak else { return nil }
    let scale = 2 / Float(samples.count * samples.count)
    return (best.index, best.power * scale)
  }

  private static func factor(_ frequency: Float) -> Float {
    2 * cosf(2 * .pi * frequency / Float(AudioFrame.sampleRate))
  }
}
