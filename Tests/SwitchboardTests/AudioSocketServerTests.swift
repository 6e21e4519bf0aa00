import Audio
import AudioSocket
import CallInterface
import CallRuntime
import Foundation
import Playback
import ScriptEngine
import SpeechSynthesis
import Switchboard
import Telephony
import Testing

/// Whole calls that an exchange hands over, on loopback.
@Suite("AudioSocket server", .serialized)
struct AudioSocketServerTests {
  static let menu = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
      <property name="timeout" value="60s"/>
      <menu id="m"><prompt>One, two.</prompt>
        <choice dtmf="1" next="#bye"/><choice dtmf="2" next="#blind"/><choice dtmf="3" next="#bridge"/></menu>
      <form id="bye"><block><disconnect/></block></form>
      <form id="blind"><transfer name="t" dest="tel:100" type="blind"/></form>
      <form id="bridge"><transfer name="t" dest="tel:100" type="bridge"/></form>
      <catch event="error.unsupported.transfer">
        <log label="refused" expr="_event"/><disconnect/>
      </catch>
    </vxml>
    """

  @Test("a key as message takes the call on, and the flow hangs up")
  func key() async throws {
    let office = try await SocketOffice(Self.menu)
    let caller = try SocketCaller(office.address, id: 1)
    caller.send(WireWriter.key(.one))
    #expect(await caller.isHungUpAtTheEnd())
    let record = try #require(await office.record())
    #expect(record.end == "disconnect")
    #expect(record.to == CallUUID(upper: 0, lower: 1).description)
    #expect(record.media?["keysReceived"] == 1)
    try await office.close()
    #expect(office.server.counts.ended == 1)
    #expect(office.server.connections.endings == ["hung_up": 1])
  }

  @Test("the exchange's hang-up is the caller's")
  func hangUp() async throws {
    let office = try await SocketOffice(Self.menu)
    let caller = try SocketCaller(office.address, id: 2)
    #expect(await caller.hearsSomething())
    caller.send(WireWriter.hangUp)
    #expect(try #require(await office.record()).end == "hangup")
    try await office.close()
  }

  @Test("the protocol cannot transfer", arguments: [DTMFDigit.two, .three])
  func transfers(_ key: DTMFDigit) async throws {
    let office = try await SocketOffice(Self.menu)
    let caller = try SocketCaller(office.address, id: 3)
    caller.send(WireWriter.key(key))
    #expect(await caller.isHungUpAtTheEnd())
    let record = try #require(await office.record())
    let event = "error.unsupported.transfer.\(key == .two ? "blind" : "bridge")"
    #expect(record.transfers.map(\.result) == [event])
    try await office.close()
  }

  @Test("ids without a flow, and calls past the limit or in a drain, are hung up")
  func refusals() async throws {
    let office = try await SocketOffice(Self.menu, mostCalls: 1)
    let nobody = try SocketCaller(office.address, id: 0)
    #expect(await nobody.isHungUpAtTheEnd())
    let first = try SocketCaller(office.address, id: 4)
    #expect(await first.hearsSomething())
    let second = try SocketCaller(office.address, id: 5)
    #expect(await second.isHungUpAtTheEnd())
    let drain = Task { await office.server.drain() }
    first.send(WireWriter.hangUp)
    _ = await office.record()
    await drain.value
    let late = try SocketCaller(office.address, id: 6)
    #expect(await late.isHungUpAtTheEnd())
    #expect(office.server.counts.refused == [.unknownNumber: 1, .full: 1, .draining: 1])
    try await office.close()
  }
}
