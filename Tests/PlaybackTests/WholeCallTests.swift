import Audio
import CallInterface
import CallRuntime
import Playback
import ScriptEngine
import SpeechSynthesis
import Synchronization
import Testing

@Suite struct WholeCallTests {
  private static let lanes = Result { try ScriptLanes(count: 1) }

  /// What a caller heard.
  private final class Ear: HeardSound {
    let samples: Tape

    init(_ samples: Tape) { self.samples = samples }

    func take(_ frame: UnsafeBufferPointer<Int16>) { samples.all.withLock { $0 += frame } }
    func finish() { samples.finishes.withLock { $0 += 1 } }
  }

  private final class Tape: Sendable {
    let all = Mutex<[Int16]>([])
    let finishes = Mutex(0)
  }

  /// Keys and silences, as a telephone sends them.
  private static func caller(_ signals: [DTMFSender.Signal], silenceAfter: Int) throws -> [Int16] {
    let sender = try #require(DTMFSender())
    for signal in signals { sender.send(signal) }
    var samples: [Int16] = []
    var frame = [Int16](repeating: 0, count: AudioFrame.samples)
    while !sender.isIdle {
      let count = frame.withUnsafeMutableBufferPointer { sender.fill($0) }
      samples += frame[..<count]
    }
    return samples + [Int16](repeating: 0, count: silenceAfter)
  }

  private static func run(
    _ flow: String, caller: [Int16], in folder: Folder, name: String
  ) async throws -> (outcome: CallOutcome, heard: [Int16]) {
    let uri = try folder.write(flow, to: "flow.vxml")
    try folder.write(caller, to: "caller.wav")
    let tape = Tape()
    let driver = VirtualDriver(
      line: try #require(AudioLine()), caller: try FileCaller(path: folder.path + "/caller.wav"), heard: Ear(tape))
    let loader = StandardLoader { 1_799_028_000_000 }
    let sounds = StandardSounds(
      loader: loader, session: FetchSession { 1_799_028_000_000 },
      voice: RuleVoice(cache: VoiceCache(folder: folder.path + "/voice")), levelling: nil)
    let channel = AudioChannel(
      line: driver, sounds: sounds, recordings: RecordingFolder(folder.path, call: name),
      transfers: NoTransfers(), log: { Issue.record("\($0)") })
    let runner = CallRunner(
      flow: uri, facts: CallFacts(startedAt: 1_799_028_000_000), channel: channel,
      resources: ResourceStore(loader: loader), lane: try lanes.get().next(), clock: .virtual(), keepsEvents: true)
    let outcome = await runner.run()
    #expect(tape.finishes.withLock { $0 } == 1)
    return (outcome, tape.all.withLock { $0 })
  }

  private static func flow(_ body: String) -> String {
    "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\" xml:lang=\"en\">\(body)</vxml>"
  }

  /// The same sound in, the same sound and the same events out, to the last bit.
  @Test func aCallIsTheSameEachTime() async throws {
    let flow = Self.flow(
      """
      <form><field name="n" type="digits?length=3"><prompt><audio src="hello.wav">Hello.</audio> Your number?</prompt>
      <noinput>I hear nothing. <reprompt/></noinput>
      <filled><prompt>You said <value expr="n"/>.</prompt></filled></field>
      <record name="r" beep="true" maxtime="1s"/>
      <block><prompt>Thank you.</prompt><exit expr="n"/></block></form>
      """)
    let caller = try Self.caller(
      [.pause(12_345), .key(.one), .key(.two), .key(.two), .pause(1)], silenceAfter: 160_000)
    var calls: [(outcome: CallOutcome, heard: [Int16])] = []
    for index in 0..<2 {
      let folder = try Folder()
      try folder.write(Wave.ramp(3001), to: "hello.wav")
      let call = try await Self.run(flow, caller: caller, in: folder, name: "call\(index)")
      calls.append(call)
      #expect(call.outcome.end.reason == .exit)
      #expect(call.outcome.end.value == .string("122"))
      #expect(call.heard.starts(with: Wave.ramp(3001)))
    }
    #expect(calls[0].heard == calls[1].heard)
    #expect(calls[0].heard.count > 5 * 8000)
    #expect(calls[0].outcome.ended == calls[1].outcome.ended)
    let keys = calls.map { call in
      call.outcome.events.filter {
        switch $0.event {
        case .digitBegan, .digitEnded, .promptFinished: true
        default: false
        }
      }
    }
    #expect(keys[0] == keys[1] && keys[0].count > 6)
  }

  /// From a key's first sound to the first frame in which the prompt gives way: what the detector needs, and a frame.
  @Test(arguments: [8000, 8001, 8050, 8101, 8130, 8159, 16_000, 16_017], [DTMFDigit.one, .six, .d])
  func aKeyChangesWhatIsHeardAtOnce(start: Int, key: DTMFDigit) async throws {
    let folder = try Folder()
    try folder.write([Int16](repeating: 8000, count: 60_000), to: "long.wav")
    try folder.write([Int16](repeating: -3000, count: 1600), to: "next.wav")
    let flow = Self.flow(
      """
      <form><field name="n">
      <grammar mode="dtmf" version="1.0" root="r"><rule id="r"><item>\(key.rawValue)</item></rule></grammar>
      <prompt><audio src="long.wav"/></prompt>
      <filled><prompt><audio src="next.wav"/></prompt><exit/></filled></field></form>
      """)
    let caller = try Self.caller([.pause(start), .key(key)], silenceAfter: 40_000)
    let (outcome, heard) = try await Self.run(flow, caller: caller, in: folder, name: "call")
    #expect(outcome.end.reason == .exit)
    let begin = try #require(heard.firstIndex(of: 8000))
    let change = try #require(heard[begin...].firstIndex { $0 != 8000 })
    // 204 to 306 samples are the detector's own.
    #expect((1...306 + AudioFrame.samples).contains(change - start))
    #expect(change.isMultiple(of: AudioFrame.samples))
    // The next prompt sounds in the same frame, under what is left of the last.
    #expect(heard[change + 40..<change + 1600].allSatisfy { $0 == -3000 })
  }
}
