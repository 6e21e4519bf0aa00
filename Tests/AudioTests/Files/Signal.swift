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
