import Audio
import AudioSocket
import CallInterface
import CallRuntime
import FlowParser
import MetricsTestKit
import Switchboard
import Telephony
import Testing

/// What a host hangs into a server: figures and elements.
@Suite("Hooks of a host")
struct HookTests {
  @Test("counts, duration and refusals over AudioSocket")
  func exchange() async throws {
    let metrics = TestMetrics()
    let office = try await SocketOffice(
      SocketOffice.Parts(AudioSocketServerTests.menu, mostCalls: 1) { $0.metrics = metrics })
    let caller = try SocketCaller(office.address, id: 1)
    #expect(await caller.hearsSomething())
    let active = try metrics.expectMeter("attendant_calls_active")
    #expect(active.lastValue == 1)
    let second = try SocketCaller(office.address, id: 2)
    #expect(await second.isHungUpAtTheEnd())
    caller.send(WireWriter.key(.one))
    #expect(await caller.isHungUpAtTheEnd())
    _ = await office.record()
    try await office.close()
    #expect(active.lastValue == 0)
    #expect(try metrics.expectCounter("attendant_calls_answered_total").totalValue == 1)
    #expect(try metrics.expectCounter("attendant_calls_ended_total").totalValue == 1)
    #expect(try metrics.expectTimer("attendant_call_duration_seconds").values.count == 1)
    let refused = try metrics.expectCounter(
      "attendant_calls_refused_total", [("status", "503"), ("reason", "full")])
    #expect(refused.totalValue == 1)
  }

  @Test("what flows say of their calls goes into figures, counts and the record")
  func business() async throws {
    let metrics = TestMetrics()
    let flow = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">
        <form><block><ivr:metric name="score" expr="2 + 2"/><ivr:outcome value="resolved"/><exit/></block></form>
      </vxml>
      """
    let office = try await SocketOffice(SocketOffice.Parts(flow) { $0.metrics = metrics })
    let caller = try SocketCaller(office.address, id: 1)
    #expect(await caller.isHungUpAtTheEnd())
    let record = try #require(await office.record())
    #expect(record.metrics == ["score": 4])
    #expect(record.outcome == "resolved")
    #expect(office.server.counts.business.outcomes == ["resolved": 1])
    #expect(office.server.counts.business.metrics["score"]?.sum == 4)
    try await office.close()
    #expect(try metrics.expectCounter("attendant_flow_outcomes_total", [("outcome", "resolved")]).totalValue == 1)
    #expect(try metrics.expectRecorder("attendant_flow_metric", [("name", "score")]).values == [4])
  }

  @Test("calls of ours, transfers and packets over SIP")
  func telephone() async throws {
    let metrics = TestMetrics()
    let office = try await Office(
      ServerTests.menu, port: 5298, mediaPorts: 23700...23799, changeServices: { $0.metrics = metrics })
    let party = try await Party(port: 5299, mediaPorts: 23800...23899)
    let line = try await party.call(office.uri)
    line.media.perform(.sendKeys([.two]))
    #expect(await party.end(of: line) == .peer)
    _ = await office.record()
    let placement = CallPlacement(
      to: "sip:party@127.0.0.1:5299", from: "sip:office@127.0.0.1:5298", route: office.route)
    async let outcome = office.server.call(placement)
    await party.refuse(486)
    guard case .notAnswered = await outcome else {
      Issue.record("the call was answered")
      return
    }
    await party.stop()
    try await office.close()
    #expect(try metrics.expectCounter("attendant_calls_answered_total").totalValue == 1)
    #expect(try metrics.expectCounter("attendant_calls_placed_total").totalValue == 1)
    #expect(try metrics.expectCounter("attendant_calls_ended_total").totalValue == 2)
    #expect(try metrics.expectCounter("attendant_transfers_total").totalValue == 1)
    #expect(try metrics.expectMeter("attendant_calls_active").lastValue == 0)
    // Of both calls: one that was never answered has sent nothing and lost nothing.
    #expect(try metrics.expectRecorder("attendant_rtp_jitter_seconds").values.count == 2)
  }

  private struct Directory: ExtensionHandler {
    func perform(_ request: ExtensionRequest, of call: CallFacts) async throws -> ExtensionResult {
      .value(.string("\(request.name) for \(call.protocolName)"))
    }
  }

  @Test("an element of the host's own works on a line")
  func element() async throws {
    let flow = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:crm="urn:example:crm">
        <form><block><crm:lookup name="who"/><log label="who" expr="who"/><disconnect/></block></form>
      </vxml>
      """
    let schema = try ExtensionSchema([ExtensionElement("lookup", of: "urn:example:crm", result: .required)])
    let (told, reports) = AsyncStream.makeStream(of: String.self)
    let parts = try SocketOffice.Parts(flow, parsing: ParserOptions(extensions: schema)) { services in
      services.extensions = Directory()
      services.observe = { _, _, report in
        if case .log(_, let text) = report { reports.yield(text) }
      }
    }
    let office = try await SocketOffice(parts)
    let caller = try SocketCaller(office.address, id: 1)
    #expect(await caller.isHungUpAtTheEnd())
    var texts = told.makeAsyncIterator()
    #expect(await texts.next() == "lookup for audiosocket")
    _ = await office.record()
    try await office.close()
  }
}
