import Glibc
import Testing

@testable import Audio

@Suite struct RecordingRepairTests {
  /// A process that writes a recording and is killed in the middle of it.
  @Test func aKilledWriterLeavesARecording() async throws {
    let folder = try TestFolder()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      for format in RecordingWriterTests.formats {
        let name = "\(path)/\(format.coding)-\(format.channels).\(format.ending)"
        let writer = try RecordingWriter(path: name, format: format)
        let samples = RecordingWriterTests.samples + RecordingWriterTests.samples
        try writer.push(samples, by: 160 * format.channels) { if writer.wantsDraining { try writer.drain() } }
        // Open until the end of the process.
        _ = Unmanaged.passRetained(writer)
      }
      kill(getpid(), SIGKILL)
    }
    #expect(folder.names.count == RecordingWriterTests.formats.count)
    #expect(folder.names.allSatisfy { $0.hasSuffix(".part") })
    let found = RecordingWriter.repairAll(in: folder.path)
    #expect(found.count == RecordingWriterTests.formats.count)
    for (path, outcome) in found {
      #expect(throws: Never.self) { try outcome.get() }
      let file = try SoundFile.check(path)
      #expect(file.notes.isEmpty)
      // Two seconds less what waited to be written.
      #expect(file.length * file.header.channels > 16_074 - 4200 * file.header.channels)
    }
    #expect(folder.names.allSatisfy { !$0.hasSuffix(".part") })
  }

  struct Case: CustomTestStringConvertible {
    let what: String
    let bytes: [UInt8]
    let outcome: RecordingWriter.Repair
    var testDescription: String { what }
  }

  static let sound = RecordingWriterTests.expected(
    RecordingFormat(.wav, .pcm16), Array(RecordingWriterTests.samples[..<1000]))
  static let coded = RecordingWriterTests.expected(
    RecordingFormat(.wav, .aLaw), Array(RecordingWriterTests.samples[..<999]))

  static func written(_ format: RecordingFormat, header: Int, _ sound: [UInt8]) -> [UInt8] {
    format.header(dataBytes: header) + sound
  }

  static let cases = [
    Case(what: "whole", bytes: WrittenSound.wav(sound), outcome: .whole),
    Case(
      what: "whole with parts after the sound",
      bytes: WrittenSound.wav(sound, after: Array("LIST".utf8) + [4, 0, 0, 0, 1, 2, 3, 4]), outcome: .whole),
    Case(
      what: "whole, padded", bytes: written(RecordingFormat(.wav, .aLaw), header: 999, coded + [0]), outcome: .whole),
    Case(
      what: "header never completed", bytes: written(RecordingFormat(.wav, .pcm16), header: 0, sound),
      outcome: .mended(length: 1000)),
    Case(
      what: "header a second behind", bytes: written(RecordingFormat(.wav, .pcm16), header: 300, sound),
      outcome: .mended(length: 1000)),
    Case(
      what: "header ahead of the file", bytes: written(RecordingFormat(.wav, .pcm16), header: 9000, sound),
      outcome: .mended(length: 1000)),
    Case(
      what: "half a sample at the end", bytes: written(RecordingFormat(.wav, .pcm16), header: 0, sound.dropLast()),
      outcome: .mended(length: 999)),
    Case(
      what: "half a frame at the end",
      bytes: written(RecordingFormat(.wav, .pcm16, channels: 2), header: 8, sound.dropLast()),
      outcome: .mended(length: 499)),
    Case(
      what: "an odd number of bytes", bytes: written(RecordingFormat(.wav, .aLaw), header: 320, coded),
      outcome: .mended(length: 999)),
    Case(what: "only the header", bytes: written(RecordingFormat(.wav, .aLaw), header: 0, []), outcome: .empty),
    Case(what: "nothing", bytes: [], outcome: .empty),
  ]

  @Test(arguments: cases) func mendsTheHeader(_ row: Case) throws {
    let folder = try TestFolder()
    let path = try folder.write(row.bytes, to: "x.wav")
    #expect(try RecordingWriter.repair(path) == row.outcome)
    switch row.outcome {
    case .whole: #expect(try folder.read("x.wav") == row.bytes)
    case .mended(let length):
      let file = try SoundFile.check(path)
      #expect(file.notes.isEmpty)
      #expect(file.length == length)
      // libsndfile, sox and we agree about what the header says.
      let bytes = try folder.read("x.wav")
      #expect(bytes.unsigned(at: 4, bytes: 4, isBigEndian: false) == bytes.count - 8)
      if file.header.coding == .aLaw { #expect(bytes.unsigned(at: 46, bytes: 4, isBigEndian: false) == length) }
      // And a second repair has nothing to do.
      #expect(try RecordingWriter.repair(path) == .whole)
      #expect(try folder.read("x.wav") == bytes)
    case .empty, .inUse: break
    }
  }

  @Test func whatIsNoRecording() throws {
    let folder = try TestFolder()
    let path = try folder.write(Array("<html>this is not a recording</html>".utf8), to: "x.wav")
    #expect(throws: RecordingFault.self) { try RecordingWriter.repair(path) }
    #expect(throws: RecordingFault.self) { try RecordingWriter.repair(folder.path + "/none.wav") }
    #expect(RecordingWriter.repairAll(in: folder.path + "/none").isEmpty)
  }

  @Test func theSweepLeavesTheLivingAlone() throws {
    let folder = try TestFolder()
    let alive = try RecordingWriter(path: folder.path + "/alive.wav", format: RecordingFormat(.wav, .pcm16))
    try folder.write(Self.written(RecordingFormat(.wav, .pcm16), header: 0, Self.sound), to: "cut.wav.part")
    try folder.write([], to: "empty.wav.part")
    try folder.write(Self.coded, to: "bare.al.part")
    try folder.write(Array("this is some other file".utf8), to: "other.wav.part")
    try folder.write([1, 2, 3], to: "finished.wav")
    let found = RecordingWriter.repairAll(in: folder.path)
    #expect(
      found.map(\.path)
        == ["alive", "bare", "cut", "empty", "other"].map {
          "\(folder.path)/\($0).\($0 == "bare" ? "al" : "wav")"
        })
    let outcomes = found.map { try? $0.outcome.get() }
    #expect(outcomes == [.inUse, .whole, .mended(length: 1000), .empty, nil])
    #expect(folder.names == ["alive.wav.part", "bare.al", "cut.wav", "finished.wav", "other.wav.part"])
    #expect(try folder.read("finished.wav") == [1, 2, 3])
    #expect(try alive.finish().length == 0)
  }

  /// Whatever a crash left: it is mended, or told, and what is mended plays.
  @Test func mutated() throws {
    let folder = try TestFolder()
    var random = SeededGenerator(9)
    var mended = 0
    for _ in 0..<400 {
      var bytes = Self.written(RecordingFormat(.wav, .aLaw), header: 320, Self.coded)
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        bytes[Int.random(in: 0..<70, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      let path = try folder.write(bytes, to: "x.wav")
      do throws(RecordingFault) {
        guard case .mended(let length) = try RecordingWriter.repair(path) else { continue }
        mended += 1
        let file = try? SoundFile(path: path, limits: SoundLimits(duration: .seconds(10)))
        #expect(file?.header.frames == length)
        #expect(try RecordingWriter.repair(path) == .whole)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
    #expect(mended > 100)
  }
}
