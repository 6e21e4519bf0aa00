import Audio
import CallInterface
import CallRuntime
import Switchboard
import Telephony
import Testing

/// Calls that the server makes.
@Suite("Calls of ours", .serialized)
struct PlacingTests {
  private static let question = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
      <property name="timeout" value="30s"/>
      <menu><prompt>Are you well?</prompt>
        <choice dtmf="1" next="#bye">yes</choice><choice dtmf="2" next="#bye">no</choice></menu>
      <form id="bye"><block>
        <log label="who" expr="session.connection.remote.uri + ' ' + (session.connection.originator === session.connection.local)"/>
        <prompt>Bye.</prompt><disconnect/></block></form>
    </vxml>
    """

  private func office() async throws -> Office {
    try await Office(Self.question, port: 5294, mediaPorts: 23300...23399)
  }

  private func placement(_ office: Office) -> CallPlacement {
    CallPlacement(to: "sip:somebody@127.0.0.1:5295", from: "sip:office@127.0.0.1:5294", route: office.route)
  }

  @Test("it is answered, a key is pressed, and the flow ends it")
  func conversation() async throws {
    let office = try await office()
    let somebody = try await Party(port: 5295, mediaPorts: 23400...23499)
    let call = Task { await office.server.call(placement(office)) }
    let line = try await somebody.answer()
    line.media.perform(.sendKeys([.two]))
    #expect(await somebody.end(of: line) == .peer)
    guard case .conversed(let record) = await call.value else { Issue.record("no conversation"); return }
    #expect(record.end == "disconnect")
    #expect(record.path.contains { $0.result == PlainValue(.string("2")) })
    #expect(await office.record()?.media?["received"] ?? 0 > 0)
    #expect(await office.logs.first { _ in true } == "sip:somebody@127.0.0.1:5295 true")
    #expect(office.server.counts.placed == 1)
    #expect(office.server.counts.active == 0)
    await somebody.stop()
    try await office.close()
  }

  @Test("it is busy, nobody answers, or we give up")
  func noConversation() async throws {
    let office = try await office()
    let somebody = try await Party(port: 5295, mediaPorts: 23400...23499)
    let busy = Task { await office.server.call(placement(office)) }
    await somebody.refuse(486)
    #expect(await busy.value.status == 486)

    var short = placement(office)
    short.patience = .milliseconds(300)
    #expect(await office.server.call(short).status == 408)

    let cancelled = Task { await office.server.call(placement(office)) }
    cancelled.cancel()
    #expect(await cancelled.value.status != nil)
    #expect(office.server.counts.active == 0)
    await somebody.stop()
    try await office.close()
  }

  @Test("a route that is full, and a drain, make no calls")
  func refusals() async throws {
    let office = try await office()
    var full = placement(office)
    full.route.mostCalls = 0
    #expect(await office.server.call(full).refusal == .routeFull)
    await office.server.drain()
    #expect(await office.server.call(placement(office)).refusal == .draining)
    try await office.close()
  }
}

extension PlacedCallOutcome {
  fileprivate var status: Int? {
    if case .notAnswered(let failure) = self { failure.status } else { nil }
  }
  fileprivate var refusal: CallRefusal? {
    if case .refused(let refusal) = self { refusal } else { nil }
  }
}
