import Audio
import CallInterface
import Testing

@testable import AudioSocket

@Suite struct WireTests {
  /// What a reader makes of bytes: sound joined, everything else as it is told.
  struct Read: Equatable {
    var pieces: [WireReader.Piece] = []
    var sound: [UInt8] = []
    var fault: WireFault?

    init(_ bytes: [UInt8], cuts: [Int] = [], mostPayload: Int = 16_000) {
      var reader = WireReader(mostPayload: mostPayload)
      let ends = cuts.sorted() + [bytes.count]
      var begin = 0
      for end in ends {
        bytes[begin..<end].withUnsafeBytes { part in
          var place = 0
          do throws(WireFault) {
            while fault == nil, let piece = try reader.next(in: part, from: &place) { take(piece, part) }
          } catch {
            fault = error
          }
        }
        begin = end
      }
    }

    private mutating func take(_ piece: WireReader.Piece, _ part: UnsafeRawBufferPointer) {
      guard case .audio(let range) = piece else { return pieces.append(piece) }
      // Where it lies is true whatever the split.
      sound += part[range]
    }
  }

  static let id = CallUUID(upper: 0x4032_5ec2_5efd_4bd3, lower: 0x805f_5357_6e58_1d13)

  /// A call of everything that there is.
  static var call: [UInt8] {
    var bytes = WireWriter.id(id)
    bytes += [0x10, 0, 4, 1, 2, 3, 4]
    bytes += WireWriter.key(.star)
    bytes += [0x10, 0, 0]
    bytes += [0x12, 0, 2, 9, 9]
    bytes += [0x10, 0, 5, 5, 6, 7, 8, 9]
    bytes += [0x03, 0, 2, 0x31, 0x32]
    bytes += [0x10, 1, 2] + (0..<258).map { UInt8(truncatingIfNeeded: $0) }
    bytes += [0xFF, 0, 2, 4, 1]
    bytes += WireWriter.error
    bytes += [0x00, 0, 1, 7]
    bytes += WireWriter.hangUp
    return bytes
  }

  static let pieces: [WireReader.Piece] = [
    .id(id), .key(0x2A), .skipped(kind: 0x12), .skipped(kind: 0x03), .error(code: 4), .error(code: nil), .hangUp,
    .hangUp,
  ]

  @Test func aCall() {
    let read = Read(Self.call)
    #expect(read.pieces == Self.pieces)
    // A byte that makes no sample is left out.
    #expect(read.sound == [1, 2, 3, 4, 5, 6, 7, 8] + (0..<258).map { UInt8(truncatingIfNeeded: $0) })
    #expect(read.fault == nil)
  }

  @Test func everySplitIsTheSame() {
    let whole = Read(Self.call)
    let count = Self.call.count
    for first in 0...count {
      #expect(Read(Self.call, cuts: [first]) == whole, "cut at \(first)")
      #expect(Read(Self.call, cuts: [first, min(first + 1, count)]) == whole, "cut around \(first)")
    }
    #expect(Read(Self.call, cuts: Array(1..<count)) == whole)
  }

  @Test func whatCannotGoOnIsAFault() {
    #expect(Read([0x01, 0, 15]).fault == .badID(length: 15))
    #expect(Read([0x10, 0x3E, 0x81], mostPayload: 16_000).fault == .tooLong(kind: 0x10, length: 16_001, most: 16_000))
    #expect(Read([0x77, 0xFF, 0xFF]).fault == .tooLong(kind: 0x77, length: 65_535, most: 16_000))
    #expect(Read([0x10, 0x3E, 0x80] + [UInt8](repeating: 1, count: 16_000)).sound.count == 16_000)
    for fault in [WireFault.badID(length: 15), .tooLong(kind: 16, length: 9, most: 8)] {
      #expect(!fault.description.isEmpty)
    }
  }

  /// Junk of any kind is read without a trap, and the same however it is split.
  @Test func junk() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededRandom(seed)
    for round in 0..<300 {
      var bytes: [UInt8] = []
      while bytes.count < 400 {
        switch random.below(4) {
        case 0: bytes += (0..<random.below(40)).map { _ in UInt8(random.below(256)) }
        case 1: bytes += [UInt8(random.below(256)), 0, UInt8(random.below(30))]
        case 2: bytes += Self.call.prefix(random.below(Self.call.count))
        default: bytes += [0x10, 0, 6, 1, 2, 3, 4, 5, 6]
        }
      }
      let whole = Read(bytes)
      let cuts = (0..<random.below(20)).map { _ in random.below(bytes.count) }
      #expect(Read(bytes, cuts: cuts) == whole, "seed \(seed), round \(round)")
      #expect(whole == Self.plainly(bytes), "seed \(seed), round \(round)")
    }
  }

  /// The same by looking at all of the bytes at once.
  private static func plainly(_ bytes: [UInt8]) -> Read {
    var read = Read([])
    var rest = bytes[...]
    while rest.count >= 3 {
      let kind = rest.removeFirst()
      let length = Int(rest.removeFirst()) << 8 + Int(rest.removeFirst())
      if length > 16_000 { read.fault = .tooLong(kind: kind, length: length, most: 16_000) }
      if kind == 1, length != 16 { read.fault = read.fault ?? .badID(length: length) }
      if read.fault != nil { break }
      let payload = rest.prefix(length)
      rest = rest.dropFirst(length)
      let isWhole = payload.count == length
      switch (kind, length) {
      case (0x00, _): read.pieces.append(.hangUp)
      case (0x10, _): read.sound += payload.prefix(length / 2 * 2)
      case (0x01, _):
        guard isWhole else { break }
        let words = stride(from: 0, to: 16, by: 8).map { begin in
          payload.dropFirst(begin).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        read.pieces.append(.id(CallUUID(upper: words[0], lower: words[1])))
      case (0x03, 1): if let key = payload.first { read.pieces.append(.key(key)) }
      case (0xFF, _): if isWhole { read.pieces.append(.error(code: payload.first)) }
      default: read.pieces.append(.skipped(kind: kind))
      }
    }
    return read
  }

  @Test func aFrameIsWrittenAsItIsRead() {
    let samples = (0..<160).map { Int16(truncatingIfNeeded: $0 &* 407 &- 32_768) }
    var bytes = [UInt8](repeating: 0, count: 400)
    let count = bytes.withUnsafeMutableBytes { room in
      samples.withUnsafeBufferPointer { WireWriter.write($0, to: room) }
    }
    #expect(count == WireWriter.frameBytes)
    #expect(Array(bytes[..<3]) == [0x10, 0x01, 0x40])
    let sound = Read(Array(bytes[..<count])).sound
    let read = stride(from: 0, to: sound.count, by: 2).map {
      Int16(bitPattern: UInt16(sound[$0]) | UInt16(sound[$0 + 1]) << 8)
    }
    #expect(read == samples)
    var small = [UInt8](repeating: 0, count: 100)
    let none = small.withUnsafeMutableBytes { room in
      samples.withUnsafeBufferPointer { WireWriter.write($0, to: room) }
    }
    #expect(none == 0)
  }

  @Test func idsAreTexts() {
    let text = "40325ec2-5efd-4bd3-805f-53576e581d13"
    #expect(CallUUID(text) == Self.id)
    #expect(CallUUID(text.uppercased()) == Self.id)
    #expect(Self.id.description == text)
    #expect(CallUUID(upper: 0, lower: 1).description == "00000000-0000-0000-0000-000000000001")
    for wrong in ["", "40325ec2", text + "0", "4032-5ec25efd-4bd3-805f-53576e581d13", "+0325ec2" + text.dropFirst(8)] {
      #expect(CallUUID(wrong) == nil, "\(wrong)")
    }
  }
}

/// Random numbers that come again with their seed.
struct SeededRandom {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(count, 1)))
  }
}
