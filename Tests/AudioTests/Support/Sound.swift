import Audio
import CallInterface
import Foundation

/// Samples that a test makes; 8 kHz.
struct Sound {
  var samples: [Int16] = []

  mutating func silence(_ count: Int) {
    samples += [Int16](repeating: 0, count: max(count, 0))
  }

  /// Sines of these frequencies and levels (dBm0), held within 16 bits as a real converter would.
  mutating func tones(_ tones: [(frequency: Double, level: Double)], count: Int, phase: Double = 0) {
    let start = samples.count
    samples += [Int16](repeating: 0, count: count)
    samples.withUnsafeMutableBufferPointer { buffer in
      for (index, tone) in tones.enumerated() {
        let amplitude = Double(ToneLevel.amplitude(dBm0: Float(tone.level)))
        let step = 2 * Double.pi * tone.frequency / 8000
        let (turnSine, turnCosine) = (sin(step), cos(step))
        var (sine, cosine) = (sin(phase + Double(index)), cos(phase + Double(index)))
        var offset = start
        while offset < start + count {
          buffer[offset] = Int16(clamping: Int(buffer[offset]) &+ Int(amplitude * sine))
          let turned = sine * turnCosine + cosine * turnSine
          cosine = cosine * turnCosine - sine * turnSine
          sine = turned
          offset += 1
        }
      }
    }
  }

  /// A key's two tones.
  mutating func key(_ press: KeyTone, count: Int, phase: Double = 0) {
    let (low, high) = KeyTone.frequencies(press.digit)
    let shift = 1 + press.deviation / 100
    tones([(low * shift, press.level), (high * shift, press.level + press.twist)], count: count, phase: phase)
  }

  /// Adds white noise so much weaker (dB) than a sine pair of this level a tone.
  mutating func addNoise(below level: Double, by decibels: Double, _ random: inout SeededGenerator) {
    let amplitude = ToneLevel.amplitude(dBm0: Float(level - decibels))
    // Two sines of peak a have the power a².
    samples.withUnsafeMutableBufferPointer { buffer in
      var offset = 0
      while offset < buffer.count {
        buffer[offset] = Int16(clamping: Int(buffer[offset]) &+ Int(random.bell() * amplitude))
        offset += 1
      }
    }
  }

  /// Adds another sound from a place on, so many dB weaker.
  mutating func add(_ other: Sound, at place: Int = 0, loss: Double = 0) {
    let gain = Float(pow(10, -loss / 20))
    let count = min(other.samples.count, samples.count - place)
    samples.withUnsafeMutableBufferPointer { buffer in
      other.samples.withUnsafeBufferPointer { other in
        var offset = 0
        while offset < count {
          buffer[place + offset] = Int16(clamping: Int(buffer[place + offset]) &+ Int(Float(other[offset]) * gain))
          offset += 1
        }
      }
    }
  }

  /// Through a codec and back.
  func coded(_ law: G711) -> Sound {
    var bytes = [UInt8](repeating: 0, count: samples.count)
    var result = samples
    bytes.withUnsafeMutableBufferPointer { bytes in
      _ = samples.withUnsafeBufferPointer { law.encode($0, into: bytes) }
      _ = result.withUnsafeMutableBufferPointer { law.decode(UnsafeBufferPointer(bytes), into: $0) }
    }
    return Sound(samples: result)
  }

  /// Mean square as a level in dBm0.
  var level: Float {
    let sum = samples.reduce(Float(0)) { $0 + Float($1) * Float($1) }
    return ToneLevel.dBm0(meanSquare: sum / Float(max(samples.count, 1)))
  }
}

/// A key as a test's caller presses it.
struct KeyTone {
  var digit: DTMFDigit
  /// Of the low tone, dBm0.
  var level = -10.0
  /// High over low, dB.
  var twist = 0.0
  /// In per cent.
  var deviation = 0.0

  static func frequencies(_ digit: DTMFDigit) -> (low: Double, high: Double) {
    let rows: [[DTMFDigit]] = [
      [.one, .two, .three, .a], [.four, .five, .six, .b], [.seven, .eight, .nine, .c], [.star, .zero, .pound, .d],
    ]
    for (row, low) in zip(rows, [697.0, 770, 852, 941]) {
      if let column = row.firstIndex(of: digit) { return (low, [1209.0, 1336, 1477, 1633][column]) }
    }
    return (0, 0)
  }
}
