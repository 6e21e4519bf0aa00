@testable import Audio

/// Sound files made by hand, so that nothing that reads them has written them.
enum WrittenSound {
  /// Interleaved frames of a tone, the same on each channel, ±1 at full scale.
  static func tone(
    _ frequency: Double = 1000, amplitude: Double = 0.5, rate: Int = 8000, channels: Int = 1, frames: Int
  ) -> [Double] {
    (0..<frames).flatMap { index in
      let value = amplitude * sine(frequency * Double(index) / Double(rate))
      return [Double](repeating: value, count: channels)
    }
  }

  static func encoded(_ samples: [Double], _ coding: SoundCoding, isBigEndian: Bool = false) -> [UInt8] {
    samples.flatMap { sample -> [UInt8] in
      switch coding {
      case .unsigned8: [UInt8(clamping: Int((sample * 128).rounded()) + 128)]
      case .signed8: [UInt8(bitPattern: Int8(clamping: Int((sample * 128).rounded())))]
      case .pcm16: integer(Int((sample * 32768).rounded()), 2, isBigEndian)
      case .pcm24: integer(Int((sample * 8_388_608).rounded()), 3, isBigEndian)
      case .pcm32: integer(Int((sample * 2_147_483_648).rounded()), 4, isBigEndian)
      case .float32: integer(Int(Float(sample).bitPattern), 4, isBigEndian)
      case .float64: integer(Int(bitPattern: UInt(sample.bitPattern)), 8, isBigEndian)
      case .aLaw: [aLaw(Int16(clamping: Int((sample * 32768).rounded())))]
      case .uLaw: [uLaw(Int16(clamping: Int((sample * 32768).rounded())))]
      }
    }
  }

  static func wav(
    _ data: [UInt8], _ coding: SoundCoding = .pcm16, rate: Int = 8000, channels: Int = 1, isBigEndian: Bool = false,
    promised: Int? = nil, before: [UInt8] = [], after: [UInt8] = []
  ) -> [UInt8] {
    let tag =
      switch coding {
      case .aLaw: 6
      case .uLaw: 7
      case .float32, .float64: 3
      case .unsigned8, .signed8, .pcm16, .pcm24, .pcm32: 1
      }
    let width = coding.bytesPerSample
    func number(_ value: Int, _ bytes: Int) -> [UInt8] { integer(value, bytes, isBigEndian) }
    let format =
      number(tag, 2) + number(channels, 2) + number(rate, 4) + number(rate * width * channels, 4)
      + number(width * channels, 2) + number(width * 8, 2)
    let parts =
      Array("fmt ".utf8) + number(format.count, 4) + format + before + Array("data".utf8)
      + number(promised ?? data.count, 4) + data + after
    return Array((isBigEndian ? "RIFX" : "RIFF").utf8) + number(parts.count + 4, 4) + Array("WAVE".utf8) + parts
  }

  static func au(
    _ data: [UInt8], coding number: Int, rate: Int = 8000, channels: Int = 1, promised: Int? = nil, offset: Int = 28
  ) -> [UInt8] {
    Array(".snd".utf8) + integer(offset, 4, true) + integer(promised ?? data.count, 4, true) + integer(number, 4, true)
      + integer(rate, 4, true) + integer(channels, 4, true) + [0, 0, 0, 0] + data
  }

  static func integer(_ value: Int, _ bytes: Int, _ isBigEndian: Bool) -> [UInt8] {
    let little = (0..<bytes).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    return isBigEndian ? little.reversed() : little
  }

  /// ITU-T G.711, by the segments of its table 1a.
  static func aLaw(_ sample: Int16) -> UInt8 {
    let isNegative = sample < 0
    let magnitude = (isNegative ? -Int(sample) - 1 : Int(sample)) >> 4
    var (segment, rest) = (0, magnitude)
    while rest > 31 { (segment, rest) = (segment + 1, rest >> 1) }
    let code = magnitude < 32 ? magnitude : (segment + 1) << 4 | rest & 15
    return UInt8(truncatingIfNeeded: code | (isNegative ? 0 : 0x80)) ^ 0x55
  }

  /// ITU-T G.711, by the segments of its table 2a.
  static func uLaw(_ sample: Int16) -> UInt8 {
    let isNegative = sample < 0
    let magnitude = min(8158, (isNegative ? -Int(sample) : Int(sample)) >> 2) + 33
    var segment = 0
    while magnitude >> (segment + 6) > 0 { segment += 1 }
    let code = segment << 4 | (magnitude >> (segment + 1)) & 15
    return UInt8(truncatingIfNeeded: ~(code | (isNegative ? 0x80 : 0)))
  }
}
