import Audio
import CallInterface
import Testing

@Suite struct LineRecordingTests {
  static let id = ActivityID(4)

  /// Somebody who speaks for so long, with a little noise.
  static func speech(seconds: Double) -> [Int16] {
    Array(EndOfSpeechTests.Line(seconds: seconds).noise(-60).speaking(0...seconds, -15).frames)
  }

  static func recorder(in folder: TestFolder, maxTime: Duration = .seconds(60)) throws -> Recorder {
    try Recorder(RecorderTests.request(maxTime: maxTime), path: folder.path + "/message.wav")
  }

  static func samples(in folder: TestFolder) throws -> [Int16] {
    try SoundFile.check(folder.path + "/message.wav").stream().all()
  }

  @Test func firstTheBeepThenTheRecording() throws {
    let folder = try TestFolder()
    let recorder = try Self.recorder(in: folder)
    let rig = try LineRig()
    let said = Self.speech(seconds: 1.5)
    rig.line.perform(.record(Self.id, recorder, beep: true))
    try rig.run(saying: Sound(samples: said))
    rig.line.perform(.stopRecording(Self.id))
    var beep = [Int16](repeating: 1, count: 2000)
    beep.withUnsafeMutableBufferPointer { _ = ToneGenerator(.beep).fill($0) }
    #expect(rig.heard == beep.padded(to: rig.heard.count))
    #expect(rig.events == [.recordingHeard(Self.id)])
    // The beep ends within the thirteenth frame, which is taken.
    _ = try #require(try recorder.drain())
    #expect(try Self.samples(in: folder) == Array(said[12 * 160..<75 * 160]))
    #expect(rig.line.notes == [.recordingOver(Self.id)])
  }

  @Test func withoutABeepTheFirstFrameIsTaken() throws {
    let folder = try TestFolder()
    let recorder = try Self.recorder(in: folder, maxTime: .milliseconds(505))
    let rig = try LineRig()
    let said = Self.speech(seconds: 1)
    rig.line.perform(.record(Self.id, recorder, beep: false))
    try rig.run(saying: Sound(samples: said))
    #expect(rig.notes == [.recordingOver(Self.id)])
    #expect(try #require(try recorder.drain()).ending == .maxTime)
    #expect(try Self.samples(in: folder) == Array(said[..<4040]))
    #expect(rig.heard.allSatisfy { $0 == 0 })
  }

  @Test func stoppedDuringItsBeepItIsEmptyAndTheBeepIsOver() throws {
    let folder = try TestFolder()
    let recorder = try Self.recorder(in: folder)
    let rig = try LineRig()
    rig.line.perform(.record(Self.id, recorder, beep: true))
    try rig.run(frames: 5, saying: Self.speech(seconds: 1))
    // Another's recording is not touched.
    rig.line.perform(.stopRecording(ActivityID(99)))
    #expect(!recorder.isOver && !rig.line.isSilent)
    rig.line.perform(.stopRecording(Self.id))
    #expect(rig.line.isSilent)
    #expect(try rig.exchange() == .silence(160))
    #expect(try #require(try recorder.drain()).duration == .zero)
  }

  /// The recording that a key ends holds what was said before it, and nothing of the key.
  @Test(arguments: DTMFDigit.allCases, [0, 53, 106]) func theKeyThatEndsARecordingIsNotInIt(
    digit: DTMFDigit, offset: Int
  ) throws {
    let folder = try TestFolder()
    let recorder = try Self.recorder(in: folder)
    let rig = try LineRig()
    let start = 12_000 + offset
    var said = Sound(samples: Array(Self.speech(seconds: 2)[..<start]))
    said.key(KeyTone(digit: digit), count: 800)
    rig.line.perform(.record(Self.id, recorder, beep: false))
    try rig.run(saying: said) { _ in
      if rig.keysBegun == [digit], !recorder.isOver { rig.line.perform(.stopRecording(Self.id)) }
    }
    #expect(try #require(try recorder.drain()).ending == .stopped)
    let kept = try Self.samples(in: folder)
    #expect((start - 160...start).contains(kept.count))
    #expect(kept == Array(said.samples[..<kept.count]))
  }

  /// The key that brought a recording about may still be held when it begins.
  @Test(arguments: [DTMFDigit.one, .nine, .star]) func theKeyBeforeARecordingIsNotInIt(digit: DTMFDigit) throws {
    let folder = try TestFolder()
    let recorder = try Self.recorder(in: folder)
    let rig = try LineRig()
    var said = Sound()
    said.silence(1600)
    said.key(KeyTone(digit: digit), count: 2400)
    said.samples += Self.speech(seconds: 1)
    var begun: Int?
    try rig.run(saying: said) { frame in
      guard begun == nil, rig.keysBegun == [digit] else { return }
      begun = frame + 1
      rig.line.perform(.record(Self.id, recorder, beep: false))
    }
    rig.line.perform(.stopRecording(Self.id))
    _ = try #require(try recorder.drain())
    let start = try #require(begun) * 160
    let kept = try Self.samples(in: folder)
    #expect(kept[..<(4000 - start)].allSatisfy { $0 == 0 })
    #expect(kept[(4480 - start)...] == said.samples[4480..<start + kept.count])
    #expect(ourHearings(Sound(samples: kept)).isEmpty)
  }

  /// Where a key does not end it, silence takes the key's place, and the rest is as it was said.
  @Test(arguments: [DTMFDigit.one, .eight, .d], [480, 2400, 8000]) func aKeyThatEndsNothingIsSilence(
    digit: DTMFDigit, length: Int
  ) throws {
    let folder = try TestFolder()
    let recorder = try Self.recorder(in: folder)
    let rig = try LineRig()
    let (start, end) = (12_000, 12_000 + length)
    var said = Sound(samples: Array(Self.speech(seconds: 1.5)))
    said.key(KeyTone(digit: digit), count: length)
    said.samples += Self.speech(seconds: 1)
    rig.line.perform(.record(Self.id, recorder, beep: false))
    try rig.run(saying: said) { _ in
      if recorder.wantsDraining { _ = try recorder.drain() }
    }
    rig.line.perform(.stopRecording(Self.id))
    _ = try #require(try recorder.drain())
    let kept = try Self.samples(in: folder)
    #expect(rig.keysBegun == [digit])
    #expect(kept.count == said.samples.count / 160 * 160)
    #expect(kept[start..<end].allSatisfy { $0 == 0 })
    #expect(kept[..<(start - 160)] == said.samples[..<(start - 160)])
    #expect(kept[(end + 480)...] == said.samples[(end + 480)..<kept.count])
  }

  /// Both sides of a call, the caller on the left, with silence while what is said is secret.
  @Test func theCallIsRecordedOnTwoChannels() throws {
    let folder = try TestFolder()
    let recorder = try CallRecorder(path: folder.path + "/call.wav", coding: .pcm16)
    let rig = try LineRig(callRecorder: recorder)
    let said = Self.speech(seconds: 1)
    rig.line.perform(.play(ActivityID(1), [.sound(.ramp(8000))], isWhole: true))
    try rig.run(saying: Sound(samples: said)) { frame in
      if frame == 19 { rig.line.perform(.pauseCallRecording(true)) }
      if frame == 29 { rig.line.perform(.pauseCallRecording(false)) }
    }
    #expect(try recorder.writer.finish().length == 8000)
    let bytes = try folder.read("call.wav").suffix(8000 * 4)
    let samples = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map {
      Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
    }
    func kept(_ sound: [Int16]) -> [Int16] { Array(sound[..<3200]) + .silence(1600) + sound[4800..<8000] }
    #expect(stride(from: 0, to: samples.count, by: 2).map { samples[$0] } == kept(said))
    #expect(stride(from: 1, to: samples.count, by: 2).map { samples[$0] } == kept(rig.heard))
    #expect(rig.heard == .ramp(8000))
  }
}
