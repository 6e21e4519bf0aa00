import Audio
import CallInterface
import Glibc
import Testing

/// A recording of a secure `record` item: nobody finds it by a name, and it is gone with its call.
@Suite struct SecureRecordingTests {
  static func request(isSecure: Bool = true) -> RecordingRequest {
    RecordingRequest(
      beep: false, maxTime: .seconds(60), finalSilence: .seconds(4), type: "audio/x-wav", isSecure: isSecure)
  }

  static let id = ActivityID(3)

  /// Where a URI of a recording leads.
  static func path(_ uri: String) throws -> String {
    let parts = URIParts(uri)
    try #require(parts.scheme == "file")
    return parts.path
  }

  /// Records two seconds, and ends.
  static func record(_ bench: ChannelBench, isSecure: Bool = true) async throws -> RecordingResult {
    await bench.channel.perform(.record(id, request(isSecure: isSecure)))
    try bench.say(LineRecordingTests.speech(seconds: 2))
    await bench.channel.settled(.recording(id))
    #expect(bench.folder.names == (isSecure ? ["call.wav.part"] : ["call.wav.part", "message-1.wav.part"]))
    await bench.channel.perform(.stopRecording(id))
    await bench.channel.settled(.recording(id))
    return try #require(bench.sink.recorded.first)
  }

  @Test func itIsReadThroughItsDescriptorUntilTheCallIsOver() async throws {
    let bench = try await ChannelBench()
    let result = try await Self.record(bench)
    #expect(result.ending == .stopped)
    #expect(result.uri.hasSuffix("?message-1.wav"))
    #expect(bench.folder.names == ["call.wav.part"])
    let path = try Self.path(result.uri)
    #expect(try SoundFile.check(path).stream().all().count == 16_000)
    let descriptor = try #require(path.split(separator: "/").last.flatMap { Int32($0) })
    var state = stat()
    #expect(fstat(descriptor, &state) == 0 && state.st_nlink == 0 && Int(state.st_size) == result.size)
    await bench.channel.close()
    #expect(bench.folder.names == ["call.wav"])
    // Its number may be another file's by now.
    let inode = state.st_ino
    #expect(fstat(descriptor, &state) != 0 || state.st_ino != inode)
  }

  @Test func othersAreKept() async throws {
    let bench = try await ChannelBench()
    let result = try await Self.record(bench, isSecure: false)
    #expect(result.uri == "file://\(bench.folder.path)/message-1.wav")
    await bench.channel.close()
    #expect(bench.folder.names == ["call.wav", "message-1.wav"])
  }

  @Test func aHangUpEndsItAndItIsGone() async throws {
    let bench = try await ChannelBench()
    await bench.channel.perform(.record(Self.id, Self.request()))
    try bench.say(LineRecordingTests.speech(seconds: 2))
    await bench.channel.callerHungUp()
    await bench.channel.close()
    let result = try #require(bench.sink.recorded.first)
    #expect(result.ending == .hungUp && result.size > 0)
    #expect(bench.folder.names == ["call.wav"])
  }

  /// Nothing of it is left where the disk gives out either.
  @Test func anErrorInTheMiddle() async throws {
    let bench = try await ChannelBench(limits: RecordingLimits(bytes: 10_000))
    await bench.channel.perform(.record(Self.id, Self.request()))
    try bench.say(LineRecordingTests.speech(seconds: 1))
    await bench.channel.settled(.recording(Self.id))
    try bench.say(LineRecordingTests.speech(seconds: 1))
    await bench.channel.settled(.recording(Self.id))
    let result = try #require(bench.sink.recorded.first)
    #expect(result.ending == .maxTime && result.size <= 10_000)
    #expect(!bench.logged.isEmpty)
    await bench.channel.close()
    #expect(bench.folder.names == ["call.wav"])
  }

  @Test func aFolderThatIsNotThere() async throws {
    let bench = try await ChannelBench(recordings: "/none")
    await bench.channel.perform(.record(Self.id, Self.request()))
    #expect(bench.sink.recorded.first?.ending == .failed)
    await bench.channel.close()
    #expect(bench.folder.names == ["call.wav"])
  }

  /// The file may not be mended, since there is none.
  @Test func aSweepFindsNothingOfIt() async throws {
    let bench = try await ChannelBench()
    await bench.channel.perform(.record(Self.id, Self.request()))
    try bench.say(LineRecordingTests.speech(seconds: 2))
    await bench.channel.settled(.recording(Self.id))
    let found = RecordingWriter.repairAll(in: bench.folder.path)
    #expect(found.map(\.path) == [bench.folder.path + "/call.wav"])
    await bench.channel.close()
  }
}
