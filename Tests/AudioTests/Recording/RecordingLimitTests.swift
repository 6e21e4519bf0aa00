import Glibc
import Testing

@testable import Audio

@Suite struct RecordingLimitTests {
  @Test func aRecordingStopsAtItsLimitAndIsWhole() throws {
    let folder = try TestFolder()
    let path = folder.path + "/x.wav"
    let limits = RecordingLimits(bytes: 1001, reserve: 0)
    let writer = try RecordingWriter(path: path, format: RecordingFormat(.wav, .pcm16), limits: limits)
    writer.push(RecordingWriterTests.samples, by: 160) {}
    #expect(throws: RecordingFault.tooLarge(path: path, limit: 1001)) { try writer.drain() }
    #expect(writer.hasFailed)
    // Once is enough for the log.
    try writer.drain()
    let whole = try writer.finish()
    #expect(whole.length == (1001 - 44) / 2)
    #expect(whole.size == 1000)
    let samples = try SoundFile.check(path).stream().all()
    #expect(samples == Array(RecordingWriterTests.samples[..<whole.length]))
  }

  @Test func aFullDiskIsToldBeforeAnythingIsLeftOnIt() throws {
    let folder = try TestFolder()
    let path = folder.path + "/x.wav"
    let fault = #expect(throws: RecordingFault.self) {
      try RecordingWriter(
        path: path, format: RecordingFormat(.wav, .pcm16), limits: RecordingLimits(reserve: .max))
    }
    guard case .diskFull(path, let free)? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(free > 0)
    #expect(folder.names.isEmpty)
  }

  @Test(arguments: ["/no/such/folder/x.wav", "/dev/null/x.wav", "a\0b"]) func noPlaceToWrite(_ path: String) {
    let fault = #expect(throws: RecordingFault.self) {
      try RecordingWriter(path: path, format: RecordingFormat(.wav, .pcm16))
    }
    guard case .cannotCreate? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  @Test func twoWritersOfOneNameDoNotMeet() throws {
    let folder = try TestFolder()
    let path = folder.path + "/x.wav"
    let first = try RecordingWriter(path: path, format: RecordingFormat(.wav, .pcm16))
    #expect(throws: RecordingFault.self) { try RecordingWriter(path: path, format: RecordingFormat(.wav, .pcm16)) }
    #expect(folder.names == ["x.wav.part"])
    _ = try first.finish()
  }

  /// A system that refuses to write: in a process of its own, whose files may hold no more than 10,000 bytes.
  @Test func aRefusedWriteKeepsWhatWasWritten() async throws {
    let folder = try TestFolder()
    let path = folder.path + "/x.wav"
    await #expect(processExitsWith: .success) { [path = path as String] in
      signal(SIGXFSZ, SIG_IGN)
      var most = rlimit(rlim_cur: 10_000, rlim_max: 10_000)
      #expect(setrlimit(__rlimit_resource_t(UInt32(RLIMIT_FSIZE.rawValue)), &most) == 0)
      let writer = try RecordingWriter(path: path, format: RecordingFormat(.wav, .pcm16))
      var faults = 0
      writer.push(RecordingWriterTests.samples, by: 160) {
        do throws(RecordingFault) { try writer.drain() } catch { faults += 1 }
      }
      #expect(faults == 1)
      #expect(writer.hasFailed)
      let whole = try writer.finish()
      #expect(whole.length == (10_000 - 44) / 320 * 160)
    }
    let file = try SoundFile.check(path)
    #expect(file.notes.isEmpty)
    let samples = try file.stream().all()
    #expect(samples.count == 4960)
    #expect(samples == Array(RecordingWriterTests.samples[..<4960]))
  }
}
