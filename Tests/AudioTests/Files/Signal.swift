import Glibc

@testable import Audio

/// sin(2π · turns)
func sine(_ turns: Double) -> Double { sin(2 * .pi * (turns - turns.rounded(.down))) }

extension SoundStream {
  /// Everything that it gives, filled and taken in turn.
  func all() throws(SoundFault) -> [Int16] {
    var samples: [Int16] = []
    var frame = [Int16](repeating: 0, count: AudioFrame.samples)
    while !isAtEnd {
      _ = try fill()
      let count = frame.withUnsafeMutableBufferPointer { take(into: $0) }
      samples += frame[..<count]
    }
    return samples
  }
}

/// How far samples are from the tone they should be: the level and phase of the tone are fitted, the rest is noise.
struct ToneFit {
  /// 1 at full scale.
  let amplitude: Double
  /// In dB over everything that is not the tone.
  let signalToNoise: Double

  init(_ samples: ArraySlice<Int16>, frequency: Double) {
    var (inPhase, quadrature, total) = (0.0, 0.0, 0.0)
    for (index, sample) in samples.enumerated() {
      let value = Double(sample) / 32768
      let turns = frequency * Double(index) / 8000
      inPhase += value * sine(turns)
      quadrature += value * sine(turns + 0.25)
      total += value * value
    }
    let count = Double(samples.count)
    amplitude = 2 * (inPhase * inPhase + quadrature * quadrature).squareRoot() / count
    let signal = amplitude * amplitude / 2 * count
    signalToNoise = 10 * log10(signal / max(total - signal, 1e-12))
  }
}

/// The same numbers on every machine and in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
