import Attendant
import Testing

/// A host whose media are frames: a line in virtual time, with nothing imported but the library.
@Suite("A line of sound")
struct LineTests {
  /// A caller who says nothing.
  private final class Quiet: CallerSound {
    func next(into frame: UnsafeMutableBufferPointer<Int16>) -> Bool {
      frame.update(repeating: 0)
      return true
    }
  }
  private final class Ear: HeardSound {
    private let told: AsyncStream<Bool>.Continuation
    func finish() {}
    init(_ told: AsyncStream<Bool>.Continuation) { self.told = told }
    func take(_ frame: UnsafeBufferPointer<Int16>) { told.yield(frame.contains { $0 != 0 }) }
  }

  @Test("a prompt is heard in frames, as long as its words last")
  func prompt() async throws {
    let flow = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        <form><block><prompt>Good morning to you all.</prompt><disconnect/></block></form>
      </vxml>
      """
    let loader = KeptFlows(["http://h/line": flow])
    let (frames, told) = AsyncStream.makeStream(of: Bool.self)
    let line = VirtualDriver(line: try #require(AudioLine()), caller: Quiet(), heard: Ear(told))
    let channel = AudioChannel(
      line: line, sounds: StandardSounds(loader: loader, session: FetchSession(), voice: RuleVoice()),
      recordings: RecordingFolder("/tmp", call: "line"), transfers: NoTransfers(), log: { Issue.record("\($0)") })
    let call = CallRunner(
      flow: "http://h/line", facts: CallFacts(startedAt: 0), channel: channel,
      resources: ResourceStore(loader: loader), lane: try ScriptLane(), clock: .virtual())
    let outcome = await call.run()
    told.finish()
    var loud = 0
    for await isLoud in frames where isLoud { loud += 1 }
    #expect(outcome.end.reason == .disconnect)
    // Five words of 400 ms and the end of a sentence, 300 ms, in frames of 20 ms.
    #expect(loud == 115)
  }
}
