import Attendant
import Testing

/// The server of the articles in use: another one calls it.
@Suite("A server that embeds the library")
struct EmbeddingTests {
  static let office = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
      <form><block><log label="number" expr="session.parameters.shop"/><disconnect/></block></form>
    </vxml>
    """
  static let caller = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
      <form><field name="f" type="digits"><property name="timeout" value="600s"/></field></form>
    </vxml>
    """
  static let flows = KeptFlows(["http://h/office": office, "http://h/caller": caller])
  static let quiet = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

  @Test("a flow with errors is refused with all of them and their places")
  func findings() async throws {
    let broken = KeptFlows([
      "http://h/broken": "<vxml version='2.1'>\n<form>\n<block><got next='#a'/></block>\n</form></vxml>"
    ])
    let table = RouteTable([.init(flow: "http://h/broken")])
    let found = await #expect(throws: FlowFindings.self) {
      _ = try await readFlows(table, from: broken, Self.quiet)
    }
    let errors = try #require(found).errors
    let unknown = try #require(errors.first { $0.rule == "unknown-element" })
    #expect(unknown.location == SourceLocation(line: 3, column: 8))
    let all = await FlowEdition.findings(in: ["http://h/broken"], loader: broken)
    #expect(all.filter { $0.severity == .error } == errors)
  }

  @Test("one call on a channel of one's own gives its record")
  func oneCall() async throws {
    let table = RouteTable([.init(numbers: ["100"], flow: "http://h/office", parameters: ["shop": "bread"])])
    let flows = try await readFlows(table, from: Self.flows, Self.quiet)
    let lanes = try ScriptLanes(count: 1)
    let record = await answer("100", from: "tel:1", on: ChatWindow { _ in }, flows, lanes)
    #expect(record?.end == "disconnect")
    #expect(record?.from == "tel:1")
    #expect(await answer("101", from: "tel:1", on: ChatWindow { _ in }, flows, lanes) == nil)
  }

  @Test("a telephone server answers, keeps the record, and ends when it is told")
  func telephone() async throws {
    let table = RouteTable([
      .init(numbers: ["100"], flow: "http://h/office"), .init(numbers: ["*"], flow: "http://h/caller"),
    ])
    let flows = try await readFlows(table, from: Self.flows, Self.quiet)
    let lanes = try ScriptLanes(count: 1)
    let (records, kept) = AsyncStream.makeStream(of: CallRecord.self)
    let parts = services(flows, lanes, folder: "/tmp", Self.quiet) { kept.yield($0) }
    let (running, started) = AsyncStream.makeStream(of: TelephoneService.Servers.self)
    let address = SIPLocalAddress(host: "127.0.0.1", port: 5296, transports: [.udp])
    let serving = Task { try await serve(at: address, parts) { started.yield($0) } }
    var servers = running.makeAsyncIterator()
    let office = try #require(await servers.next())

    var options = ServerOptions(
      sip: SIPEndpointOptions(addresses: [SIPLocalAddress(host: "127.0.0.1", port: 5297, transports: [.udp])]))
    options.mediaPorts = 23600...23699
    let caller = try await TelephoneServer.start(options, services(flows, lanes, folder: "/tmp", Self.quiet) { _ in })
    let route = try #require(flows.current.route(for: "caller"))
    let outcome = await caller.call(
      CallPlacement(to: "sip:100@127.0.0.1:5296", from: "sip:caller@127.0.0.1:5297", route: route))
    guard case .conversed(let ours) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(ours.end == "hangup")
    var mail = records.makeAsyncIterator()
    let theirs = try #require(await mail.next())
    #expect(theirs.end == "disconnect")
    #expect(theirs.to == "sip:100@127.0.0.1:5296")
    await caller.stop()
    #expect(office.counts.answered == 1)
    serving.cancel()
    await #expect(throws: CancellationError.self) { try await serving.value }
    #expect(office.counts.isDraining)
  }
}
