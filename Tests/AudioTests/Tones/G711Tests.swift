import Audio
import CSpanDSP
import Testing

struct G711Tests {
  /// Points of ITU-T G.711's tables 1 and 2: 13- and 14-bit values on a 16-bit scale.
  @Test(arguments: [
    (G711.aLaw, 0xD5 as UInt8, 8 as Int16), (.aLaw, 0x55, -8), (.aLaw, 0xAA, 32_256), (.aLaw, 0x2A, -32_256),
    (.aLaw, 0x80, 5504), (.muLaw, 0xFF, 0), (.muLaw, 0x7F, 0), (.muLaw, 0x80, 32_124), (.muLaw, 0x00, -32_124),
    (.muLaw, 0xFE, 8),
  ])
  func pointsOfTheTables(law: G711, byte: UInt8, sample: Int16) {
    #expect(Self.decode(law, [byte]) == [sample])
  }

  @Test(arguments: G711.allCases)
  func everyByteComesBack(law: G711) {
    let bytes = (UInt8.min...UInt8.max).filter { law == .aLaw || $0 != 0x7F }
    #expect(Self.encode(law, Self.decode(law, bytes)) == bytes)
    #expect(Self.encode(law, [0]) == [law.silence])
  }

  @Test(arguments: G711.allCases)
  func everySampleIsNear(law: G711) {
    let samples = (Int16.min...Int16.max).map(\.self)
    let back = Self.decode(law, Self.encode(law, samples))
    let far = zip(samples, back).filter { sample, coded in
      abs(Int(sample) - Int(coded)) > max(16, abs(Int(sample)) / 25) && abs(Int(sample)) < 32_256
    }
    #expect(far.isEmpty)
  }

  /// Every sample and every byte, in buffers whose lengths are no multiples of anything.
  @Test(arguments: [1, 7, 160, 65_536])
  func itIsWhatSpanDSPGives(length: Int) {
    let samples = (Int16.min...Int16.max).map(\.self)
    let bytes = (UInt8.min...UInt8.max).map(\.self)
    var coded: [G711: [UInt8]] = [:]
    for start in stride(from: 0, to: samples.count, by: length) {
      let part = Array(samples[start..<min(start + length, samples.count)])
      for law in G711.allCases { coded[law, default: []] += Self.encode(law, part) }
    }
    #expect(coded[.aLaw] == samples.map { linear_to_alaw(Int32($0)) })
    #expect(coded[.muLaw] == samples.map { linear_to_ulaw(Int32($0)) })
    #expect(Self.decode(.aLaw, bytes) == bytes.map { alaw_to_linear($0) })
    #expect(Self.decode(.muLaw, bytes) == bytes.map { ulaw_to_linear($0) })
  }

  @Test
  func theShorterBufferCounts() {
    var bytes = [UInt8](repeating: 1, count: 3)
    let samples = [Int16](repeating: 0, count: 5)
    let count = samples.withUnsafeBufferPointer { samples in
      bytes.withUnsafeMutableBufferPointer { G711.aLaw.encode(samples, into: $0) }
    }
    #expect(count == 3 && bytes == [0xD5, 0xD5, 0xD5])
  }

  static func decode(_ law: G711, _ bytes: [UInt8]) -> [Int16] {
    var samples = [Int16](repeating: 0, count: bytes.count)
    bytes.withUnsafeBufferPointer { bytes in
      samples.withUnsafeMutableBufferPointer { _ = law.decode(bytes, into: $0) }
    }
    return samples
  }

  static func encode(_ law: G711, _ samples: [Int16]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: samples.count)
    samples.withUnsafeBufferPointer { samples in
      bytes.withUnsafeMutableBufferPointer { _ = law.encode(samples, into: $0) }
    }
    return bytes
  }
}
