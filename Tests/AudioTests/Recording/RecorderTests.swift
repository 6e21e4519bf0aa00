import CallInterface
import Testing

@testable import Audio

@Suite struct RecorderTests {
  typealias Line = EndOfSpeechTests.Line

  static func request(
    maxTime: Duration = .seconds(60), finalSilence: Duration = .seconds(2), type: String = "audio/x-wav"
  ) -> RecordingRequest {
    RecordingRequest(beep: true, maxTime: maxTime, finalSilence: finalSilence, type: type)
  }

  /// A line that a recorder hears frame by frame, with something done after each frame.
  final class Rig {
    let folder: TestFolder
    let recorder: Recorder
    var firstSound: Int?
    var over: Int?
    private var heard = 0

    init(_ request: RecordingRequest, limits: RecordingLimits = RecordingLimits()) throws {
      folder = try TestFolder()
      let format = RecordingFormat(mediaType: request.type)
      recorder = try Recorder(request, path: folder.path + "/my recording." + (format?.ending ?? ""), limits: limits)
    }

    func hear(_ samples: some Collection<Int16>) throws {
      let samples = Array(samples)
      for begin in stride(from: 0, to: samples.count, by: 160) {
        let frame = samples[begin..<min(samples.count, begin + 160)]
        heard += frame.count
        let hearing = frame.withUnsafeBufferPointer { recorder.advance($0) }
        if hearing.isFirstSound { firstSound = heard }
        if hearing.isOver, over == nil { over = heard }
        if recorder.wantsDraining, !recorder.isOver { _ = try recorder.drain() }
      }
    }

    func samples() throws -> [Int16] { try SoundFile.check(folder.path + "/" + folder.names[0]).stream().all() }
  }

  @Test func finalSilenceEndsIt() throws {
    let rig = try Rig(Self.request())
    let line = Line(seconds: 8).noise(-60).speaking(1...3, -15).frames
    try rig.hear(line)
    #expect(try #require(rig.firstSound) < 10_000)
    // Two seconds after the speech.
    let over = try #require(rig.over)
    #expect(abs(over - 40_000) < 800)
    let result = try #require(try rig.recorder.drain())
    #expect(result.ending == .silence)
    #expect(result.uri == "file://\(rig.folder.path)/my%20recording.wav")
    // The silence that ended it is not part of it, but for the tail of the last word.
    let samples = try rig.samples()
    let expected = 24_000 + Recorder.tail
    #expect(abs(samples.count - expected) < 800)
    #expect(samples == Array(line[..<samples.count]))
    #expect(result.duration == AudioFrame.duration(ofSamples: samples.count))
    #expect(try rig.folder.read("my recording.wav").count == result.size)
    // Asked again, it says the same.
    #expect(try rig.recorder.drain() == result)
  }

  @Test func maxTimeEndsItToTheSample() throws {
    let rig = try Rig(Self.request(maxTime: .milliseconds(1234), type: "audio/x-alaw-basic"))
    try rig.hear(Line(seconds: 3).speaking(0...3, -15).frames)
    // The frame in which 9872 samples were reached.
    #expect(rig.over == 9920)
    let result = try #require(try rig.recorder.drain())
    #expect(result.ending == .maxTime)
    #expect(result.duration == .milliseconds(1234))
    #expect(result.size == 9872)
  }

  @Test func silenceAloneGoesOnUntilTheInterpreterStopsIt() throws {
    let rig = try Rig(Self.request(finalSilence: .seconds(1)))
    try rig.hear(Line(seconds: 5).noise(-60).frames)
    #expect(rig.firstSound == nil && rig.over == nil)
    #expect(try rig.recorder.drain() == nil)
    rig.recorder.end(.stopped)
    #expect(try rig.recorder.drain()?.duration == .seconds(5))
  }

  @Test func aHangUpKeepsEverything() throws {
    let rig = try Rig(Self.request(type: "audio/basic"))
    let line = Line(seconds: 1).speaking(0...1, -15).frames
    try rig.hear(line[..<7777])
    rig.recorder.end(.hungUp)
    // Too late.
    try rig.hear(line[7777...])
    rig.recorder.end(.stopped)
    let result = try #require(try rig.recorder.drain())
    #expect(result.ending == .hungUp)
    #expect(result.size == 7777)
  }

  /// A key is 25,000 in these lines, and nothing else is.
  static let key = [Int16](repeating: 25_000, count: 800)
  static let voice = Line(seconds: 2).speaking(0...2, -20).frames

  @Test(arguments: [1, 160, 300, 480, 640]) func theKeyThatEndsItLeavesNothing(_ before: Int) throws {
    let rig = try Rig(Self.request())
    let stem = Self.voice[..<(8000 - before)]
    try rig.hear(stem + Self.key.prefix(before))
    rig.recorder.trimKey(samples: before)
    // The interpreter's answer comes two frames later.
    try rig.hear(Self.key[before...].prefix(320))
    rig.recorder.end(.stopped)
    let result = try #require(try rig.recorder.drain())
    let samples = try rig.samples()
    #expect(samples == Array(stem))
    #expect(result.duration == AudioFrame.duration(ofSamples: stem.count))
  }

  @Test func aKeyThatDoesNotEndItIsSilence() throws {
    let rig = try Rig(Self.request())
    try rig.hear(Self.voice[..<7840] + Self.key[..<320])
    rig.recorder.trimKey(samples: 320)
    try rig.hear(Self.key[320...])
    rig.recorder.keyEnded()
    try rig.hear(Self.voice[8640...])
    rig.recorder.end(.stopped)
    _ = try rig.recorder.drain()
    let samples = try rig.samples()
    // Time stays true.
    #expect(samples.count == Self.voice.count)
    var expected = Self.voice
    for index in 7840..<8640 { expected[index] = 0 }
    #expect(samples == expected)
  }

  @Test func aKeyIsNotSpeechAndNotSilence() throws {
    let rig = try Rig(Self.request(finalSilence: .seconds(1)))
    try rig.hear(Line(seconds: 3).noise(-60).speaking(1...2.5, -15).frames)
    rig.recorder.trimKey(samples: 0)
    // Held for longer than the final silence.
    try rig.hear([Int16](repeating: 25_000, count: 16_000))
    #expect(rig.over == nil)
    rig.recorder.keyEnded()
    try rig.hear(Line(seconds: 1).noise(-60).frames)
    // Half a second before the key and half a second after it.
    let over = try #require(rig.over)
    #expect(abs(over - 44_000) < 800)
    let result = try #require(try rig.recorder.drain())
    #expect(result.ending == .silence)
    #expect(abs(result.duration.wholeMilliseconds - 2600) < 100)
  }

  @Test func nothingButAKey() throws {
    let rig = try Rig(Self.request(type: "audio/basic"))
    try rig.hear(Self.key[..<320])
    rig.recorder.trimKey(samples: 320)
    rig.recorder.end(.stopped)
    let result = try #require(try rig.recorder.drain())
    #expect(result.duration == .zero && result.size == 0)
  }

  @Test func aFullDiskKeepsWhatThereIs() throws {
    let rig = try Rig(
      Self.request(type: "audio/basic"), limits: RecordingLimits(bytes: 6000, reserve: 0))
    var fault: RecordingFault?
    do { try rig.hear(Self.voice) } catch let error as RecordingFault { fault = error }
    guard case .tooLarge? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    try rig.hear(Self.voice[..<160])
    #expect(rig.recorder.isOver)
    let result = try #require(try rig.recorder.drain())
    #expect(result.ending == .maxTime)
    #expect(result.size == 6000)
  }

  @Test func aTypeThatCannotBeRecorded() throws {
    #expect(throws: RecordingFault.self) { try Rig(Self.request(type: "video/mp4")) }
  }

  @Test func callsAreRecordedOnTwoChannels() throws {
    let folder = try TestFolder()
    let path = folder.path + "/call.wav"
    let call = try CallRecorder(path: path, coding: .pcm16)
    let caller = [Int16](repeating: 100, count: 160)
    let heard = [Int16](repeating: -200, count: 160)
    func advance(_ frames: Int, heardSamples: Int = 160) {
      for _ in 0..<frames {
        caller.withUnsafeBufferPointer { caller in
          heard[..<heardSamples].withUnsafeBufferPointer { call.advance(caller: caller, heard: $0) }
        }
      }
    }
    advance(10)
    call.pause()
    advance(5)
    call.resume()
    advance(2, heardSamples: 100)
    #expect(call.length == 17 * 160)
    #expect(try call.writer.finish().length == 17 * 160)
    let bytes = try folder.read("call.wav")
    let numbers = stride(from: 44, to: bytes.count, by: 2).map {
      Int(Int16(truncatingIfNeeded: bytes.unsigned(at: $0, bytes: 2, isBigEndian: false)))
    }
    let both = [Int](repeating: 0, count: 1600).flatMap { _ in [100, -200] }
    let quiet = [Int](repeating: 0, count: 1600)
    let uneven = (0..<160).flatMap { [100, $0 < 100 ? -200 : 0] }
    #expect(numbers == both + quiet + uneven + uneven)
  }
}
