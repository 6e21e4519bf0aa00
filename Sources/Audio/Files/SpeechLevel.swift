import Glibc

/// How loud a sound is.
public struct SpeechLevel: Hashable, Sendable {
  /// Mean power while somebody speaks, in dBm0 (a full-scale sine is +3.14 dBm0); `nil` where nothing is to be heard.
  public var active: Double?
  /// The largest sample, 1 at full scale.
  public var peak: Double

  public init(active: Double?, peak: Double) {
    self.active = active
    self.peak = peak
  }

  /// The level of a mean square, 1 being a full-scale square wave.
  public static func dBm0(meanSquare: Double) -> Double {
    10 * log10(max(meanSquare, 1e-12)) + fullScale
  }

  /// A full-scale square wave: 3.01 dB over the sine, which G.711 puts at 3.14 dBm0.
  static let fullScale = 6.15
}

/// Measures the level of speech as a stream goes by.
///
/// Like method B of ITU-T P.56: the mean power of the frames that lie less than 15.9 dB under that very mean, so that
/// pauses do not make a recording look quiet. Simpler than it: the envelope is the power of 20 ms frames, without
/// hang-over.
struct SpeechLevelMeter {
  private static let margin = 15.9
  /// Half a decibel a bin, from −90 dBm0 up.
  private static let (lowest, bins) = (-90.0, 200)

  private var counts = [Int](repeating: 0, count: bins)
  private var sums = [Double](repeating: 0, count: bins)
  private var frame = 0.0
  private var frameCount = 0
  private var peak: Float = 0

  mutating func add(_ samples: UnsafeBufferPointer<Float>) {
    for sample in samples {
      peak = max(peak, sample.magnitude)
      frame += Double(sample * sample)
      frameCount += 1
      if frameCount == AudioFrame.samples { endFrame() }
    }
  }

  var level: SpeechLevel {
    var whole = self
    if whole.frameCount > 0 { whole.endFrame() }
    return SpeechLevel(active: whole.activeLevel, peak: Double(peak))
  }

  private mutating func endFrame() {
    let power = frame / Double(frameCount)
    let bin = Int((SpeechLevel.dBm0(meanSquare: power) - Self.lowest) * 2)
    if bin >= 0 {
      counts[min(bin, Self.bins - 1)] += 1
      sums[min(bin, Self.bins - 1)] += power
    }
    (frame, frameCount) = (0, 0)
  }

  /// Each round can only leave out more frames, so this ends.
  private var activeLevel: Double? {
    var first = 0
    while true {
      let count = counts[first...].reduce(0, +)
      guard count > 0 else { return nil }
      let mean = SpeechLevel.dBm0(meanSquare: sums[first...].reduce(0, +) / Double(count))
      let next = min(Self.bins - 1, Int((mean - Self.margin - Self.lowest) * 2))
      guard next > first else { return mean }
      first = next
    }
  }
}
