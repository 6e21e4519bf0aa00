import Glibc

/// One frequency in a stretch of sound: amplitude and phase of the sine that fits best.
struct Phasor {
  var real: Float
  var imaginary: Float

  /// Goertzel's filter over the samples, turned to the phase at the first sample.
  init(_ samples: UnsafeBufferPointer<Int16>, frequency: Float) {
    let angle = 2 * Float.pi * frequency / Float(AudioFrame.sampleRate)
    let cosine = cosf(angle)
    let factor = 2 * cosine
    var (last, beforeLast): (Float, Float) = (0, 0)
    for sample in samples {
      (last, beforeLast) = (factor * last - beforeLast + Float(sample), last)
    }
    // y = last − e^(−jω)·beforeLast has the phase of the last sample; e^(−jω(n−1)) turns it back.
    let (re, im) = (last - cosine * beforeLast, sinf(angle) * beforeLast)
    let turn = -angle * Float(max(samples.count - 1, 0))
    let scale = samples.isEmpty ? 0 : 2 / Float(samples.count)
    real = (re * cosf(turn) - im * sinf(turn)) * scale
    imaginary = (re * sinf(turn) + im * cosf(turn)) * scale
  }

  /// Mean square of the sine.
  var power: Float { (real * real + imaginary * imaginary) / 2 }

  /// By how many radians this one is ahead of another, in −π…π.
  func lead(over other: Phasor) -> Float {
    atan2f(
      imaginary * other.real - real * other.imaginary,
      real * other.real + imaginary * other.imaginary)
  }
}
