import Audio
import CallInterface
import CallRuntime
import Switchboard
import Telephony
import Testing

/// Whole calls over SIP and RTP on loopback.
@Suite("Telephone server", .serialized)
struct ServerTests {
  static let menu = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
      <property name="timeout" value="30s"/>
      <menu id="m"><prompt>One, two.</prompt>
        <choice dtmf="1" next="#bye">one</choice><choice dtmf="2" next="#bridge">two</choice>
        <choice dtmf="3" next="#bye">three</choice></menu>
      <form id="bye"><block><prompt>Bye.</prompt><disconnect/></block></form>
      <form id="bridge"><transfer name="t" dest="sip:agent@127.0.0.1:5292" bridge="true" connecttimeout="20s">
        <filled><goto next="#bye"/></filled></transfer></form>
    </vxml>
    """

  @Test("a key over the telephone takes the call on, and the flow hangs up")
  func key() async throws {
    let office = try await Office(Self.menu, port: 5290, mediaPorts: 23000...23099)
    let caller = try await Party(port: 5291, mediaPorts: 23100...23199)
    let line = try await caller.call(office.uri)
    line.media.perform(.sendKeys([.one]))
    #expect(await caller.end(of: line) == .peer)
    let record = try #require(await office.record())
    #expect(record.end == "disconnect")
    #expect(record.path.contains { $0.dialog == "m" && $0.result == PlainValue(.string("1")) })
    await caller.stop()
    try await office.close()
    #expect(office.server.counts.ended == 1)
  }

  @Test("the caller's hang-up reaches the flow")
  func hangUp() async throws {
    let office = try await Office(Self.menu, port: 5290, mediaPorts: 23000...23099)
    let caller = try await Party(port: 5291, mediaPorts: 23100...23199)
    let line = try await caller.call(office.uri)
    caller.endpoint.hangUp(line.dialog)
    #expect(await caller.end(of: line) == .us)
    #expect(try #require(await office.record()).end == "hangup")
    await caller.stop()
    try await office.close()
  }

  @Test("a bridge to an agent who hangs up, and to one who is busy")
  func bridge() async throws {
    let office = try await Office(Self.menu, port: 5290, mediaPorts: 23000...23099)
    let caller = try await Party(port: 5291, mediaPorts: 23100...23199)
    let agent = try await Party(port: 5292, mediaPorts: 23200...23299)

    var line = try await caller.call(office.uri)
    line.media.perform(.sendKeys([.two]))
    let answered = try await agent.answer()
    agent.endpoint.hangUp(answered.dialog)
    #expect(await agent.end(of: answered) == .us)
    #expect(await caller.end(of: line) == .peer)
    #expect(try #require(await office.record()).transfers.map(\.result) == ["far_end_disconnect"])

    line = try await caller.call(office.uri)
    line.media.perform(.sendKeys([.two]))
    await agent.refuse(486)
    #expect(await caller.end(of: line) == .peer)
    #expect(try #require(await office.record()).transfers.map(\.result) == ["busy"])

    await agent.stop()
    await caller.stop()
    try await office.close()
  }

  @Test("numbers without a flow, and calls past the limit or in a drain, are refused")
  func refusals() async throws {
    let office = try await Office(Self.menu, port: 5290, mediaPorts: 23000...23099, mostCalls: 1)
    let caller = try await Party(port: 5291, mediaPorts: 23100...23199)
    await #expect(throws: Refused(status: 404)) { try await caller.call("sip:nobody@127.0.0.1:5290") }
    let line = try await caller.call(office.uri)
    await #expect(throws: Refused(status: 503)) { try await caller.call(office.uri) }
    let drain = Task { await office.server.drain() }
    caller.endpoint.hangUp(line.dialog)
    _ = await caller.end(of: line)
    await drain.value
    await #expect(throws: Refused(status: 503)) { try await caller.call(office.uri) }
    #expect(office.server.counts.refused == [.unknownNumber: 1, .full: 1, .draining: 1])
    await caller.stop()
    try await office.close()
  }
}
