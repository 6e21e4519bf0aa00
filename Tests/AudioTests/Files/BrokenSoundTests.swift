import Testing

@testable import Audio

@Suite struct BrokenSoundTests {
  static let data = WrittenSound.encoded(WrittenSound.tone(frames: 1500), .pcm16)
  static let good = WrittenSound.wav(data)

  static func changed(_ place: Int, _ bytes: [UInt8]) -> [UInt8] {
    var copy = good
    copy.replaceSubrange(place..<place + bytes.count, with: bytes)
    return copy
  }

  struct Case: CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let fault: String
    var testDescription: String { fault }
  }

  static let cases: [Case] = [
    Case(name: "a.wav", bytes: [], fault: "a.wav: the file is empty (0 bytes); record it again"),
    Case(
      name: "a.wav", bytes: Array(good[..<44]),
      fault: "a.wav: byte 44: there is no sound after the header; record it again"),
    Case(
      name: "a.wav", bytes: WrittenSound.wav([]),
      fault: "a.wav: byte 44: there is no sound after the header; record it again"),
    Case(
      name: "a.wav", bytes: WrittenSound.wav([], after: Array("LIST".utf8) + [4, 0, 0, 0, 1, 2, 3, 4]),
      fault: "a.wav: byte 44: there is no sound after the header; record it again"),
    Case(
      name: "a.wav", bytes: Array(good[..<10]),
      fault: "a.wav: byte 10: the file ends inside its header; copy or export it again"),
    Case(
      name: "a.wav", bytes: Array(good[..<30]),
      fault: "a.wav: byte 30: the file ends inside its header; copy or export it again"),
    Case(
      name: "a.wav", bytes: Array(good[..<40]),
      fault: "a.wav: byte 40: the file ends inside its header; copy or export it again"),
    Case(
      name: "a.wav", bytes: changed(8, Array("AVI ".utf8)),
      fault: "a.wav: byte 8: the RIFF file holds “AVI ” and not WAVE; export it as WAV, 16-bit PCM"),
    Case(
      name: "a.wav", bytes: changed(16, [0xFF, 0xFF, 0, 0]),
      fault: "a.wav: byte 12: the part “fmt ” of 65535 bytes goes past the end of the file; copy or export it again"),
    Case(
      name: "a.wav", bytes: changed(12, Array("junk".utf8)),
      fault: "a.wav: byte 36: the sound comes before its format (“fmt ”); export it again"),
    Case(
      name: "a.wav", bytes: changed(20, [0x31, 0]),
      fault: "a.wav: byte 20: the coding GSM 6.10 is not supported; export it as 16-bit PCM"),
    Case(
      name: "a.wav", bytes: changed(20, [0x55, 0]),
      fault: "a.wav: byte 20: the coding MP3 is not supported; export it as 16-bit PCM"),
    Case(
      name: "a.wav", bytes: changed(22, [0, 0]),
      fault: "a.wav: byte 22: 0 channels, where 1 to 32 can be played; export it in mono"),
    Case(
      name: "a.wav", bytes: changed(22, [0xFF, 0xFF]),
      fault: "a.wav: byte 22: 65535 channels, where 1 to 32 can be played; export it in mono"),
    Case(
      name: "a.wav", bytes: changed(24, [0, 0, 0, 0]),
      fault: "a.wav: byte 24: a rate of 0 Hz, where 4000 to 384000 Hz can be played; export it at 8000 Hz"),
    Case(
      name: "a.wav", bytes: changed(24, [0xFF, 0xFF, 0xFF, 0xFF]),
      fault: "a.wav: byte 24: a rate of 4294967295 Hz, where 4000 to 384000 Hz can be played; export it at 8000 Hz"),
    Case(
      name: "a.wav", bytes: changed(32, [0, 0]),
      fault: "a.wav: byte 32: blocks of 0 bytes cannot hold 1 channels; export it again as 16-bit PCM"),
    Case(
      name: "a.wav", bytes: changed(32, [7, 0]),
      fault: "a.wav: byte 34: samples of 7 bytes do not go with PCM; export it again as 16-bit PCM"),
    Case(
      name: "a.wav", bytes: changed(34, [24, 0]),
      fault: "a.wav: byte 34: 24 bits do not fit into samples of 2 bytes; export it again as 16-bit PCM"),
    Case(
      name: "a.wav", bytes: Array("<!DOCTYPE html><title>404</title>".utf8),
      fault: "a.wav: byte 0: this is a web page and not WAV (.wav); export it as WAV, 16-bit PCM"),
    Case(
      name: "a.al", bytes: Array("  <html><body>Not found".utf8),
      fault: "a.al: byte 0: this is a web page and not A-law (.al); export it as WAV, 16-bit PCM"),
    Case(
      name: "a.wav", bytes: Array("<?xml version='1.0'?>".utf8),
      fault: "a.wav: byte 0: this is an XML document and not WAV (.wav); export it as WAV, 16-bit PCM"),
    Case(
      name: "a.wav", bytes: Array("The recording of Monday".utf8),
      fault: "a.wav: byte 0: this is text and not WAV (.wav); export it as WAV, 16-bit PCM"),
    Case(
      name: "a.wav", bytes: Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 0],
      fault: "a.wav: byte 0: this is an MP3 file and not WAV (.wav); export it as WAV, 16-bit PCM"),
    Case(
      name: "a.wav", bytes: [0xFF, 0xFB, 0x90, 0, 0, 0],
      fault: "a.wav: byte 0: this is an MP3 file and not WAV (.wav); export it as WAV, 16-bit PCM"),
    Case(
      name: "a.wav", bytes: Array("OggS".utf8) + [0, 2, 0, 0],
      fault: "a.wav: byte 0: this is an Ogg file and not WAV (.wav); export it as WAV, 16-bit PCM"),
    Case(
      name: "a.wav", bytes: [0, 0, 0, 0x20] + Array("ftypM4A ".utf8),
      fault: "a.wav: byte 0: this is an MP4 or M4A file and not WAV (.wav); export it as WAV, 16-bit PCM"),
    Case(
      name: "a.wav", bytes: [1, 2, 3, 200],
      fault: "a.wav: byte 0: the file does not begin like WAV (.wav); "
        + "export it as WAV, 16-bit PCM, or name a headerless file .al, .ul or .sln"),
    Case(
      name: "a.au", bytes: WrittenSound.au(data, coding: 3, offset: 9999),
      fault: "a.au: byte 4: the sound is said to begin at byte 9999 of 3028; export it again"),
    Case(
      name: "a.au", bytes: WrittenSound.au(data, coding: 23),
      fault: "a.au: byte 12: the AU coding number 23 is not supported; export it as 16-bit PCM"),
    Case(
      name: "a.au", bytes: Array(WrittenSound.au(data, coding: 3)[..<20]),
      fault: "a.au: byte 20: the file ends inside its header; copy or export it again"),
    Case(
      name: "a.wav", bytes: WrittenSound.wav([1, 0], rate: 48000),
      fault: "a.wav: byte 44: there is no sound after the header; record it again"),
  ]

  @Test(arguments: cases) func isToldWhereAndHowToMendIt(_ row: Case) throws {
    let fault = #expect(throws: SoundFault.self) {
      try SoundFile(bytes: row.bytes, name: row.name).checked()
    }
    #expect(fault?.description == row.fault)
  }

  @Test func whatIsTooLarge() throws {
    let bytes = SoundLimits(bytes: 1000)
    #expect(throws: SoundFault.self) { try SoundFile(bytes: Self.good, name: "a.wav", limits: bytes) }
    let time = SoundLimits(duration: .milliseconds(187))
    let fault = #expect(throws: SoundFault.self) { try SoundFile(bytes: Self.good, name: "a.wav", limits: time) }
    #expect(fault?.kind == .tooLarge)
    #expect(
      try SoundFile(bytes: Self.good, name: "a.wav", limits: SoundLimits(duration: .milliseconds(188))).length == 1500)
  }

  struct Noted: CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let note: String
    let length: Int
    var testDescription: String { note }
  }

  static let noted: [Noted] = [
    Noted(
      name: "prompts/welcome.wav", bytes: WrittenSound.wav(data, promised: 16000),
      note: "prompts/welcome.wav: the header promises 16000 bytes of sound, the file holds 3000; export it again",
      length: 1500),
    Noted(
      name: "a.au", bytes: WrittenSound.au(data, coding: 3, promised: 16000),
      note: "a.au: the header promises 16000 bytes of sound, the file holds 3000; export it again", length: 1500),
    Noted(
      name: "a.wav", bytes: WrittenSound.wav(data, promised: 0xFFFF_FFFF),
      note: "a.wav: the header does not say how long the sound is; all 3000 bytes after it are played", length: 1500),
    Noted(
      name: "a.wav", bytes: WrittenSound.wav(data, promised: 0),
      note: "a.wav: the header does not say how long the sound is; all 3000 bytes after it are played", length: 1500),
    Noted(
      name: "a.wav", bytes: WrittenSound.wav(data + [1]),
      note: "a.wav: the last byte is not a whole frame; left out", length: 1500),
    Noted(
      name: "a.sln", bytes: data + [1], note: "a.sln: the last byte is not a whole frame; left out", length: 1500),
    Noted(
      name: "a.wav", bytes: WrittenSound.au(data, coding: 3), note: "a.wav: called WAV (.wav), but it is an AU file",
      length: 1500),
    Noted(
      name: "a.au", bytes: good, note: "a.au: called AU (.au), but it is a WAV file", length: 1500),
    Noted(
      name: "a.wav", bytes: WrittenSound.wav([UInt8](repeating: 0, count: 200)),
      note: "a.wav: there is nothing to hear in it", length: 100),
    Noted(
      name: "a.wav",
      bytes: WrittenSound.wav(WrittenSound.encoded([0.5, .nan, .infinity, -1e30, 0.25], .float32), .float32),
      note: "a.wav: 3 samples are beyond full scale; it will sound distorted", length: 5),
  ]

  @Test(arguments: noted) func whatIsOddPlaysAllTheSame(_ row: Noted) throws {
    let file = try SoundFile(bytes: row.bytes, name: row.name).checked()
    #expect(file.notes.map(\.description) == [row.note])
    #expect(try file.stream().all().count == row.length)
  }

  @Test func samplesThatAreNoNumbers() throws {
    let bytes = WrittenSound.wav(WrittenSound.encoded([0.5, .nan, .infinity, -1e30, 0.25], .float32), .float32)
    #expect(try SoundFile(bytes: bytes, name: "a.wav").stream().all() == [16384, 0, 32767, -32768, 8192])
  }
}
