import AudioSocket
import CallInterface
import CallRuntime
import CallStore
import Foundation
import ServiceLifecycle
import Switchboard
import Telephony
import Testing

/// The server as one of the services of a process.
@Suite("Telephone service")
struct ServiceTests {
  private func service(
    _ parts: SocketOffice.Parts
  ) throws -> (service: TelephoneService, running: AsyncStream<TelephoneService.Servers>) {
    let (running, started) = AsyncStream.makeStream(of: TelephoneService.Servers.self)
    let service = TelephoneService(
      parts.options, parts.services, audioSocket: SocketAddress("127.0.0.1", port: 0)
    ) { started.yield($0) }
    return (service, running)
  }

  private func first<Element>(_ stream: AsyncStream<Element>) async throws -> Element {
    var items = stream.makeAsyncIterator()
    return try #require(await items.next())
  }

  @Test("a graceful shutdown takes no more calls, and lets the one that is up end by itself")
  func drain() async throws {
    let parts = try SocketOffice.Parts(AudioSocketServerTests.menu)
    let (service, running) = try service(parts)
    let group = ServiceGroup(services: [service], logger: parts.services.logger)
    let work = Task { try await group.run() }
    let servers = try await first(running)
    let address = try #require(servers.audioSocket).address
    let caller = try SocketCaller(address, id: 1)
    #expect(await caller.hearsSomething())
    await group.triggerGracefulShutdown()
    while !servers.counts.isDraining { await Task.yield() }
    let late = try SocketCaller(address, id: 2)
    #expect(await late.isHungUpAtTheEnd())
    #expect(servers.counts.active == 1)
    caller.send(WireWriter.key(.one))
    #expect(await caller.isHungUpAtTheEnd())
    try await work.value
    let record = try #require(await parts.record())
    #expect(record.end == "disconnect")
    #expect(servers.counts.ended == 1)
    #expect(servers.counts.refused == [.draining: 1])
    try parts.remove()
  }

  @Test("a cancelled service hangs up, and throws")
  func cancelled() async throws {
    let parts = try SocketOffice.Parts(AudioSocketServerTests.menu)
    let (service, running) = try service(parts)
    let work = Task { try await service.run() }
    let address = try #require(try await first(running).audioSocket).address
    let caller = try SocketCaller(address, id: 1)
    #expect(await caller.hearsSomething())
    work.cancel()
    _ = await caller.isHungUpAtTheEnd()
    await #expect(throws: CancellationError.self) { try await work.value }
    #expect(await parts.record() != nil)
    try parts.remove()
  }

  @Test("what flows promise is kept by the service, until it is told to end")
  func callbacks() async throws {
    let scratch = try await CallbackBench()
    try await scratch.store.close()
    let store = try await CallbackStore.open(scratch.folder.appending(path: "s").path)
    var parts = try SocketOffice.Parts(
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1"><form><block>
        <if cond="session.parameters.callback === undefined"><ivr:callback numberexpr="'12'" reason="a bill"/></if>
        <disconnect/>
      </block></form></vxml>
      """
    ) { $0.now = WallClock.local }
    parts.options.sip.addresses = [SIPLocalAddress(host: "127.0.0.1", port: 5298, transports: [.udp])]
    parts.options.mediaHosts = ["127.0.0.1"]
    parts.options.mediaPorts = 23700...23799
    let callee = try await Party(port: 5299, mediaPorts: 23800...23899)
    let (running, started) = AsyncStream.makeStream(of: TelephoneService.Servers.self)
    let desk = CallbackDesk(
      store, CallbackOptions(to: "sip:{number}@127.0.0.1:5299", from: "sip:us@127.0.0.1:5298")
    ) { [route = parts.route] in route }
    let service = TelephoneService(
      parts.options, parts.services, audioSocket: SocketAddress("127.0.0.1", port: 0), callbacks: desk
    ) { started.yield($0) }
    let group = ServiceGroup(services: [service], logger: parts.services.logger)
    let work = Task { try await group.run() }
    let servers = try await first(running)
    let caller = try SocketCaller(try #require(servers.audioSocket).address, id: 1)
    #expect(await caller.isHungUpAtTheEnd())
    let line = try await callee.answer()
    _ = await callee.end(of: line)
    while await desk.figures?.kept != 1 { await Task.yield() }
    await group.triggerGracefulShutdown()
    try await work.value
    // The service has closed it, and let go of the work.
    await #expect(throws: CallStoreFault.self) { try await store.figures() }
    let again = try await CallbackStore.open(store.path)
    #expect(try await again.callback(1)?.promise.reason == "a bill")
    #expect(try await again.callback(1)?.attempts.map(\.result) == [.conversed])
    #expect(try await CallbackWork.begin(on: again, by: CallbackRules(), at: 0) != nil)
    try await again.close()
    await callee.stop()
    try parts.remove()
  }

  @Test("an address that cannot be had is thrown, and nothing is left running")
  func badAddress() async throws {
    let parts = try SocketOffice.Parts(AudioSocketServerTests.menu)
    let service = TelephoneService(
      parts.options, parts.services, audioSocket: SocketAddress("192.0.2.1", port: 1))
    await #expect(throws: AudioSocketFault.self) { try await service.run() }
    try parts.remove()
  }
}
