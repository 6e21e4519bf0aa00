import Audio
import CallInterface
import Testing

@Suite struct PlayingTests {
  struct Piece: Sendable {
    let make: @Sendable () -> PromptPiece
    let samples: [Int16]

    static func sound(_ count: Int, from first: Int16 = 1) -> Piece {
      Piece(make: { .sound(.ramp(count, from: first)) }, samples: .ramp(count, from: first))
    }
    static func silence(_ count: Int) -> Piece { Piece(make: { .silence(count) }, samples: .silence(count)) }
    static let mark = Piece(make: { .mark("m") }, samples: [])
  }

  /// However the pieces are cut, what is heard is one after the other, sample for sample, and the end is told in the
  /// frame of the last sample.
  @Test(arguments: [
    [Piece.sound(101), .sound(333, from: 5000)], [.sound(160), .sound(160, from: 5000)],
    [.sound(1), .sound(1, from: 9)],
    [.sound(159), .silence(2), .sound(159, from: -300)], [.silence(0), .sound(7)], [.silence(-5), .sound(7)],
    [.sound(20_000)], [.sound(16_384), .sound(16_385, from: 7)], [.silence(160)], [.silence(161), .mark], [], [.mark],
    [.sound(0), .mark, .sound(0)], [.sound(480), .mark, .silence(480), .sound(33), .sound(0), .sound(67)],
  ])
  func piecesJoinWithoutAGap(pieces: [Piece]) throws {
    let rig = try LineRig()
    rig.line.perform(.play(ActivityID(1), pieces.map { $0.make() }, isWhole: true))
    let samples = pieces.flatMap(\.samples)
    #expect(!rig.line.isSilent)
    try rig.run(frames: samples.count / 160 + 3)
    #expect(rig.heard == samples.padded(to: rig.heard.count))
    #expect(rig.events.last == .promptFinished(ActivityID(1)))
    // A prompt of n samples ends in the frame that has its last; an empty one in the first.
    #expect(rig.told.last?.frame == max(samples.count - 1, 0) / 160)
    #expect(rig.notes.isEmpty)
    #expect(rig.line.isSilent)
  }

  @Test func promptsFollowOneAnotherWithoutAGap() throws {
    let rig = try LineRig()
    let lengths = [77, 0, 160, 1, 333]
    for (index, length) in lengths.enumerated() {
      rig.line.perform(.play(ActivityID(index), [.sound(.ramp(length, from: Int16(index * 1000)))], isWhole: true))
    }
    try rig.run(frames: 5)
    let samples = lengths.enumerated().flatMap { [Int16].ramp($1, from: Int16($0 * 1000)) }
    #expect(rig.heard == samples.padded(to: 800))
    #expect(
      rig.told
        == [(0, 0), (1, 0), (2, 1), (3, 1), (4, 3)].map {
          LineRig.Told(event: .promptFinished(ActivityID($0)), frame: $1)
        })
  }

  /// A mark is told in the frame in which it is reached, before what comes behind it.
  @Test(arguments: [(0, 0), (1, 0), (159, 0), (160, 0), (161, 1), (1600, 9)])
  func marksAreTold(before: Int, frame: Int) throws {
    let rig = try LineRig()
    rig.line.perform(
      .play(ActivityID(3), [.sound(.ramp(before)), .mark("here"), .sound(.ramp(400)), .mark("end")], isWhole: true))
    try rig.run(frames: 20)
    let last = (before + 399) / 160
    #expect(
      rig.told == [
        .init(event: .markReached(ActivityID(3), name: "here"), frame: frame),
        .init(event: .markReached(ActivityID(3), name: "end"), frame: last),
        .init(event: .promptFinished(ActivityID(3)), frame: last),
      ])
  }

  @Test(arguments: [0, 1, 39, 40, 100, 159]) func whatIsStoppedFades(into: Int) throws {
    let rig = try LineRig()
    rig.line.perform(.play(ActivityID(1), [.silence(into), .sound(.level(8000, 4000))], isWhole: true))
    rig.line.perform(.play(ActivityID(2), [.sound(.level(9000, 4000))], isWhole: true))
    try rig.run(frames: 3)
    rig.line.perform(.stopPlaying)
    #expect(!rig.line.isSilent)
    let frame = try rig.exchange()
    let steps = zip([8000] + frame, frame).map { Int($0) - Int($1) }
    #expect(steps.allSatisfy { (0...8000 / 40).contains($0) })
    #expect(frame[39] > 0 && frame[40...].allSatisfy { $0 == 0 })
    #expect(rig.line.isSilent && rig.line.streams.isEmpty)
    #expect(try rig.exchange() == .silence(160))
    // Who stopped it knows that it is over.
    #expect(rig.events.isEmpty)
  }

  @Test func theNextPromptBeginsAtOnce() throws {
    let rig = try LineRig()
    rig.line.perform(.play(ActivityID(1), [.sound(.level(8000, 4000))], isWhole: true))
    try rig.run(frames: 2)
    rig.line.perform(.stopPlaying)
    rig.line.perform(.play(ActivityID(2), [.sound(.level(100, 320))], isWhole: true))
    let frame = try rig.exchange()
    #expect(frame[0] == 100 + 8000 * 40 / 41)
    #expect(frame[40...].allSatisfy { $0 == 100 })
    try rig.run(frames: 1)
    #expect(rig.heard.suffix(160).allSatisfy { $0 == 100 })
    #expect(rig.told == [.init(event: .promptFinished(ActivityID(2)), frame: 3)])
  }

  /// Two sounds at full scale do not wrap round.
  @Test func theFadeIsHeldWithinFullScale() throws {
    let rig = try LineRig()
    for id in 1...2 {
      rig.line.perform(.stopPlaying)
      rig.line.perform(.play(ActivityID(id), [.sound(.level(.max, 400))], isWhole: true))
      #expect(try rig.exchange().allSatisfy { $0 == .max })
    }
  }

  @Test func stoppingSilenceIsSilence() throws {
    let rig = try LineRig()
    rig.line.perform(.stopPlaying)
    rig.line.perform(.play(ActivityID(1), [.silence(1000), .sound(.ramp(100))], isWhole: true))
    try rig.run(frames: 1)
    rig.line.perform(.stopPlaying)
    try rig.run(frames: 10)
    #expect(rig.heard == .silence(11 * 160))
    #expect(rig.events.isEmpty)
  }

  /// What is not there yet is silence, is counted, and loses no sample of what comes.
  @Test(arguments: [1, 2, 7], [0, 100, 160])
  func latePiecesAreSilenceAndNoted(lateFrames: Int, first: Int) throws {
    let rig = try LineRig()
    let id = ActivityID(5)
    rig.line.perform(.play(id, first > 0 ? [.sound(.ramp(first))] : [], isWhole: false))
    try rig.run(frames: (first + 159) / 160 + lateFrames)
    let waited = rig.heard.count
    #expect(rig.heard == [Int16].ramp(first).padded(to: waited))
    #expect(rig.told.isEmpty)
    rig.line.perform(.add(id, [.sound(.ramp(200, from: 900))], isWhole: true))
    try rig.run(frames: 2)
    #expect(Array(rig.heard[waited...]) == [Int16].ramp(200, from: 900).padded(to: 320))
    #expect(rig.events == [.promptFinished(id)])
    #expect(rig.notes == [.mediaLate(id, AudioFrame.duration(ofSamples: waited - first))])
  }

  /// A stream whose decoding is late is silence meanwhile, not its end.
  @Test func aLateStreamGoesOnWhereItWas() throws {
    let late = try #require(AudioLine())
    let stream = SoundStream.ramp(20_000)
    _ = try stream.fill()
    late.perform(.play(ActivityID(1), [.sound(stream)], isWhole: true))
    var frame = [Int16](repeating: 0, count: 160)
    var heard: [Int16] = []
    for index in 0..<130 {
      // 16384 samples are decoded ahead; then nobody decodes for some frames.
      if index == 110 { _ = try stream.fill() }
      frame.withUnsafeMutableBufferPointer { late.speak(into: $0) }
      heard += frame
    }
    #expect(Array(heard[..<16_384]) == .ramp(16_384))
    #expect(heard[16_384..<17_600].allSatisfy { $0 == 0 })
    #expect(Array(heard[17_600...]) == [Int16].ramp(20_000 - 16_384, from: 16_385).padded(to: 3200))
    #expect(late.notes.isEmpty && late.events.isEmpty)
  }

  @Test func piecesOfAStoppedPromptAreNotHeard() throws {
    let rig = try LineRig()
    rig.line.perform(.play(ActivityID(1), [.sound(.ramp(100))], isWhole: false))
    try rig.run(frames: 1)
    rig.line.perform(.stopPlaying)
    rig.line.perform(.add(ActivityID(1), [.sound(.level(9999, 400))], isWhole: true))
    try rig.run(frames: 5)
    #expect(rig.heard == [Int16].ramp(100).padded(to: 960))
    #expect(rig.events.isEmpty && rig.line.isSilent)
  }

  @Test func theBackgroundGoesOnWhereItStopped() throws {
    let rig = try LineRig()
    rig.line.perform(.background(SoundStream(samples: .ramp(700), repeats: true)))
    let music = (0..<10).flatMap { _ in [Int16].ramp(700) }
    try rig.run(frames: 3)
    rig.line.perform(.play(ActivityID(1), [.sound(.level(-5, 300))], isWhole: true))
    try rig.run(frames: 10)
    #expect(rig.heard == Array(music[..<480]) + .init(repeating: -5, count: 300) + music[480..<1780])
    rig.line.perform(.background(nil))
    #expect(try rig.exchange() == .silence(160))
  }

  @Test func theBackgroundLiesUnderAFade() throws {
    let rig = try LineRig()
    rig.line.perform(.background(.level(100, 1000)))
    rig.line.perform(.play(ActivityID(1), [.sound(.level(8000, 4000))], isWhole: true))
    try rig.run(frames: 1)
    rig.line.perform(.stopPlaying)
    let frame = try rig.exchange()
    #expect(frame[0] == 100 + 8000 * 40 / 41)
    #expect(frame[40...].allSatisfy { $0 == 100 })
  }

  @Test func aBackgroundThatEndsIsSilence() throws {
    let rig = try LineRig()
    rig.line.perform(.background(.ramp(250)))
    try rig.run(frames: 4)
    #expect(rig.heard == [Int16].ramp(250).padded(to: 640))
    #expect(rig.line.streams.isEmpty && rig.events.isEmpty)
  }

  @Test(arguments: [0, 1, 159, 161, 320]) func framesOfAnotherSizeAreNoted(size: Int) throws {
    let line = try #require(AudioLine())
    line.perform(.play(ActivityID(1), [.sound(.level(5, 160))], isWhole: true))
    var frame = [Int16](repeating: 9, count: size)
    frame.withUnsafeMutableBufferPointer { line.speak(into: $0) }
    frame.withUnsafeBufferPointer { line.hear($0) }
    #expect(line.notes == [.wrongFrame(samples: size), .wrongFrame(samples: size)])
    #expect(frame == .silence(size))
    #expect(line.frames == 0 && line.events.isEmpty)
  }
}
