import AudioSocket
import CallInterface
import CallRuntime
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

  @Test("an address that cannot be had is thrown, and nothing is left running")
  func badAddress() async throws {
    let parts = try SocketOffice.Parts(AudioSocketServerTests.menu)
    let service = TelephoneService(
      parts.options, parts.services, audioSocket: SocketAddress("192.0.2.1", port: 1))
    await #expect(throws: AudioSocketFault.self) { try await service.run() }
    try parts.remove()
  }
}
