import Testing

@testable import Audio

@Suite struct SoundFormatTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    var mediaType: String?
    let bytes: [UInt8]
    /// In dB: what the coding itself costs.
    let quality: Double
    var testDescription: String { name + (mediaType.map { " " + $0 } ?? "") }
  }

  static let frames = 4000
  static let tone = WrittenSound.tone(frames: frames)

  static func wav(_ name: String, _ coding: SoundCoding, _ quality: Double, isBigEndian: Bool = false) -> Case {
    let data = WrittenSound.encoded(tone, coding, isBigEndian: isBigEndian)
    return Case(name: name, bytes: WrittenSound.wav(data, coding, isBigEndian: isBigEndian), quality: quality)
  }

  static func au(_ name: String, _ coding: SoundCoding, _ number: Int, _ quality: Double) -> Case {
    let data = WrittenSound.encoded(tone, coding, isBigEndian: true)
    return Case(name: name, bytes: WrittenSound.au(data, coding: number), quality: quality)
  }

  static func bare(_ name: String, _ coding: SoundCoding, _ quality: Double, type: String? = nil) -> Case {
    Case(name: name, mediaType: type, bytes: WrittenSound.encoded(tone, coding), quality: quality)
  }

  static let cases: [Case] = [
    wav("8.wav", .unsigned8, 40), wav("16.wav", .pcm16, 85), wav("24.wav", .pcm24, 85), wav("32.wav", .pcm32, 85),
    wav("float.wav", .float32, 85), wav("double.wav", .float64, 85), wav("a.wav", .aLaw, 33),
    wav("u.wav", .uLaw, 33), wav("big-endian.wav", .pcm16, 85, isBigEndian: true),
    au("8.au", .signed8, 2, 40), au("16.au", .pcm16, 3, 85), au("24.au", .pcm24, 4, 85), au("32.au", .pcm32, 5, 85),
    au("float.au", .float32, 6, 85), au("double.au", .float64, 7, 85), au("u.au", .uLaw, 1, 33),
    au("a.au", .aLaw, 27, 33),
    bare("x.al", .aLaw, 33), bare("x.alaw", .aLaw, 33), bare("x.ul", .uLaw, 33), bare("x.ulaw", .uLaw, 33),
    bare("x.basic", .uLaw, 33), bare("x.raw", .pcm16, 85), bare("x.sln", .pcm16, 85), bare("X.AL", .aLaw, 33),
    bare("http://h/x.al?version=1.2", .aLaw, 33), bare("http://h/get", .uLaw, 33, type: "audio/basic"),
    bare("http://h/get", .aLaw, 33, type: "audio/x-alaw-basic; charset=none"),
  ]

  @Test(arguments: cases) func plays(_ row: Case) throws {
    let file = try SoundFile(bytes: row.bytes, name: row.name, mediaType: row.mediaType).checked()
    #expect(file.length == Self.frames)
    #expect(file.notes.isEmpty)
    #expect(file.header.channels == 1)
    #expect(file.duration == .milliseconds(500))
    let samples = try file.stream().all()
    #expect(samples.count == Self.frames)
    let fit = ToneFit(samples[...], frequency: 1000)
    #expect(fit.signalToNoise > row.quality)
    #expect(abs(fit.amplitude - 0.5) < 0.01)
  }

  @Test func samplesOf16BitsAreNotTouched() throws {
    var random = SeededGenerator(1)
    let samples = (0..<5000).map { _ in Int16.random(in: .min ... .max, using: &random) }
    let data = samples.flatMap { WrittenSound.integer(Int($0), 2, false) }
    let file = try SoundFile(bytes: WrittenSound.wav(data), name: "x.wav")
    #expect(try file.stream().all() == samples)
  }

  @Test(arguments: [SoundCoding.aLaw, .uLaw]) func everyCodeOfG711IsDecoded(_ coding: SoundCoding) throws {
    let codes = (0..<256).map { UInt8($0) }
    let file = try SoundFile(bytes: codes, name: coding == .aLaw ? "x.al" : "x.ul")
    let samples = try file.stream().all()
    // Decoding and coding again gives the code back, but for the negative zero of µ-law.
    for (code, sample) in zip(codes, samples) where !(coding == .uLaw && code == 0x7F) {
      #expect((coding == .aLaw ? WrittenSound.aLaw(sample) : WrittenSound.uLaw(sample)) == code)
    }
  }

  @Test func otherPartsAroundTheSoundAreSkipped() throws {
    let data = WrittenSound.encoded(Self.tone, .pcm16)
    // An odd part is padded to the next even byte.
    let list = Array("LIST".utf8) + [5, 0, 0, 0, 1, 2, 3, 4, 5, 0]
    let bytes = WrittenSound.wav(data, before: list, after: list)
    let file = try SoundFile(bytes: bytes, name: "x.wav")
    #expect(file.length == Self.frames)
    #expect(file.notes.isEmpty)
    #expect(file.header.offset == 58)
  }

  @Test func theExtensibleFormatAndRF64() throws {
    let data = WrittenSound.encoded(Self.tone, .pcm16)
    var extensible = WrittenSound.wav(data)
    extensible.replaceSubrange(20..<22, with: [0xFE, 0xFF])
    extensible[16] = 40
    let rest: [UInt8] = [22, 0, 16, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
    extensible.insert(contentsOf: rest, at: 36)
    #expect(try SoundFile(bytes: extensible, name: "x.wav").length == Self.frames)

    var long = WrittenSound.wav(data, promised: 0xFFFF_FFFF)
    long.replaceSubrange(0..<4, with: "RF64".utf8)
    let sizes = [UInt8](repeating: 0, count: 8) + WrittenSound.integer(data.count - 100, 8, false)
    long.insert(contentsOf: Array("ds64".utf8) + [16, 0, 0, 0] + sizes, at: 12)
    let file = try SoundFile(bytes: long, name: "x.wav")
    #expect(file.length == Self.frames - 50)
    #expect(file.notes.isEmpty)
  }
}
