import Audio
import CallInterface
import Testing

/// What a recording of the whole call has of secret input: nothing.
@Suite struct ConcealTests {
  static func key(_ digit: DTMFDigit, count: Int = 800) -> [Int16] {
    var sound = Sound()
    sound.silence(1600)
    sound.key(KeyTone(digit: digit), count: count)
    sound.silence(2400)
    return sound.samples
  }

  static let speech = LineRecordingTests.speech(seconds: 1)

  static func prompt(_ id: Int) -> CallCommand {
    .play(ActivityID(id), QueuedPrompt(segments: [.silence(.seconds(1))], bargeIn: .speech))
  }

  @Test func whatIsPrivateIsSilenceOnBothSides() async throws {
    let bench = try await ChannelBench()
    try bench.say(Self.speech)
    await bench.channel.conceal([], isPrivate: true)
    await bench.channel.perform([Self.prompt(1)])
    try bench.say(Self.speech)
    await bench.channel.settled(.call)
    await bench.channel.conceal([], isPrivate: false)
    try bench.say(Self.speech)
    await bench.channel.close()
    let kept = try bench.keptOfTheCall()
    #expect(kept.caller == bench.said[..<8000] + .silence(8000) + bench.said[16_000...])
    #expect(bench.rig.heard[8000..<16_000].contains { $0 != 0 })
    #expect(kept.heard == .silence(24_000))
  }

  /// The step's commands come after its privacy: a prompt is in the recording from its first sample, or not at all.
  @Test(arguments: [true, false]) func commandsOfTheSameStep(isPrivate: Bool) async throws {
    let bench = try await ChannelBench()
    await bench.channel.conceal([], isPrivate: !isPrivate)
    try bench.say(.silence(1600))
    await bench.channel.conceal([], isPrivate: isPrivate)
    await bench.channel.perform([.stopPlaying, Self.prompt(1)])
    try bench.say(.silence(8000))
    await bench.channel.close()
    let heard = try bench.keptOfTheCall().heard
    #expect(bench.rig.heard == .silence(1600) + .ramp(8000, from: 500))
    #expect(heard == (isPrivate ? .silence(9600) : bench.rig.heard))
  }

  /// The control: what is not concealed can be heard.
  @Test func keysAreKeptElse() async throws {
    let bench = try await ChannelBench()
    for digit in [DTMFDigit.four, .seven, .one] { try await bench.say(Self.key(digit)) {} }
    await bench.channel.close()
    #expect(try bench.keysKept() == [.four, .seven, .one])
    #expect(try bench.keptOfTheCall().caller == bench.said)
  }

  /// A key is known when it has sounded for a while already: what there is of it goes too.
  @Test(arguments: DTMFDigit.allCases) func theKeyThatBringsItAbout(digit: DTMFDigit) async throws {
    let bench = try await ChannelBench()
    try await bench.say(Self.key(.two)) {}
    try await bench.say(Self.key(digit)) { await bench.channel.conceal([], isPrivate: true) }
    await bench.channel.conceal([], isPrivate: false)
    try await bench.say(Self.key(.nine)) {}
    await bench.channel.close()
    #expect(try bench.keysKept() == [.two, .nine])
    // All of the tone: from a little before its first sample to its last.
    let kept = try bench.keptOfTheCall().caller
    #expect(kept[6400..<7200].allSatisfy { $0 == 0 })
  }

  /// The last key of a secret ends the wait while it is still held.
  @Test(arguments: [800, 4000]) func theKeyThatEndsIt(count: Int) async throws {
    let bench = try await ChannelBench()
    await bench.channel.conceal([], isPrivate: true)
    try await bench.say(Self.key(.four, count: count)) { await bench.channel.conceal([0], isPrivate: false) }
    try await bench.say(Self.key(.five)) {}
    await bench.channel.close()
    #expect(try bench.keysKept() == [.five])
    #expect(try bench.keptOfTheCall().caller[..<(1600 + count)].allSatisfy { $0 == 0 })
  }

  /// A key that nothing waits for, which may have been meant for a secret.
  @Test func oneKeyAlone() async throws {
    let bench = try await ChannelBench()
    try await bench.say(Self.key(.one)) {}
    try await bench.say(Self.key(.eight)) { await bench.channel.conceal([1], isPrivate: false) }
    try await bench.say(Self.key(.three)) {}
    await bench.channel.close()
    #expect(try bench.keysKept() == [.one, .three])
  }

  /// A gateway may send the tone of a telephone-event when that is over.
  @Test func aToneBehindItsTelephoneEvent() async throws {
    let bench = try await ChannelBench()
    await bench.channel.conceal([], isPrivate: true)
    bench.perform(.eventBegan(.six))
    try bench.say(.silence(480))
    bench.perform(.eventEnded(.six))
    await bench.channel.conceal([0], isPrivate: false)
    try bench.say(Array(Self.key(.six)[1120...]))
    #expect(bench.rig.keysBegun == [.six])
    try await bench.say(Self.key(.six)) {}
    await bench.channel.close()
    #expect(bench.rig.keysBegun == [.six, .six])
    #expect(try bench.keysKept() == [.six])
  }

  @Test func aHangUpMeanwhile() async throws {
    let bench = try await ChannelBench()
    try bench.say(Self.speech)
    await bench.channel.conceal([], isPrivate: true)
    try bench.say(Self.speech)
    await bench.channel.callerHungUp()
    await bench.channel.close()
    #expect(bench.sink.events.last == .hungUp)
    let kept = try bench.keptOfTheCall().caller
    #expect(kept == bench.said[..<8000] + .silence(8000))
    #expect(bench.folder.names == ["call.wav"])
  }

  /// Whoever reads the file while the call goes on, or after a crash, sees no key either.
  @Test func nothingOfAKeyIsOnTheDiskMeanwhile() async throws {
    let bench = try await ChannelBench()
    try bench.say(Self.speech + Self.speech)
    try await bench.say(Self.key(.four)) {
      await bench.channel.settled(.call)
      let kept = try? bench.folder.read("call.wav.part")
      // At most what came before the delay.
      let length = (kept?.count ?? 0) - 44
      #expect(length > 0)
      #expect(length / 4 <= bench.said.count - CallRecorder.delay)
      await bench.channel.conceal([0], isPrivate: true)
    }
    await bench.channel.close()
    #expect(try bench.keysKept().isEmpty)
  }
}
