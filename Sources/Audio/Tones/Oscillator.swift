import Glibc

/// A sine that goes on from frame to frame: a number on the unit circle, turned a little each sample.
struct Oscillator {
  private var cosine = 1.0
  private var sine = 0.0
  private let turnCosine: Double
  private let turnSine: Double

  /// - Parameter frequency: in Hz, under half the sample rate.
  init(frequency: Double) {
    let angle = 2 * Double.pi * frequency / Double(AudioFrame.sampleRate)
    turnCosine = cos(angle)
    turnSine = sin(angle)
  }

  /// −1…1.
  mutating func next() -> Double {
    let value = sine
    (cosine, sine) = (cosine * turnCosine - sine * turnSine, sine * turnCosine + cosine * turnSine)
    return value
  }

  /// Puts the number back on the circle, from which rounding moves it; once a frame is plenty.
  mutating func steady() {
    let length = (cosine * cosine + sine * sine).squareRoot()
    cosine /= length
    sine /= length
  }
}

/// Levels of sines.
public enum ToneLevel {
  /// A full-scale sine, in dBm0 (ITU-T G.711, A-law; µ-law is 0.03 dB more).
  public static let fullScale: Float = 3.14

  /// Peak of a sine of this level, in samples' units.
  public static func amplitude(dBm0 level: Float) -> Float {
    32_767 * powf(10, (level - fullScale) / 20)
  }

  /// Level of a sound of this mean square.
  public static func dBm0(meanSquare: Float) -> Float {
    guard meanSquare > 0 else { return -.infinity }
    return 10 * log10f(meanSquare / (32_767 * 32_767 / 2)) + fullScale
  }
}
