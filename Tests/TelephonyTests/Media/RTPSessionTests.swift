import Audio
import CallInterface
import Synchronization
import Testing

@testable import Telephony

/// Sessions on real threads and loopback.
@Suite(.serialized)
struct RTPSessionTests {
  private static func isQuiet(_ payload: ArraySlice<UInt8>) -> Bool { payload.allSatisfy { $0 == 0xD5 } }

  private func loud() throws -> SoundStream {
    let stream = SoundStream(samples: [Int16](repeating: 8000, count: 800_000))
    _ = try stream.fill()
    return stream
  }

  private func local(_ host: String = "127.0.0.1") throws -> SocketAddress {
    try #require(SocketAddress(host, port: 0))
  }

  @Test(arguments: ["127.0.0.1", "::1"])
  func aKeyBringsANewPrompt(_ host: String) async throws {
    let threads = try MediaThreads(count: 1, ports: 31_000...31_099)
    defer { threads.stop() }
    let (ended, ending) = AsyncStream.makeStream(of: RTPSessionEvent.self)
    let session = try threads.makeSession(on: local(host), MediaSettings(seed: 1)) { ending.yield($0) }
    let peer = try Peer(host)
    let sink = WaitingSink()
    session.update(remote: MediaDescription(address: peer.address, law: .aLaw))
    try session.start(sink) { _ in }
    _ = try peer.receive { _, payload in Self.isQuiet(payload) }

    peer.press(.four, duration: 160, to: session.address)
    #expect(await sink.next { _ in true } == .digitBegan(.four))
    session.perform(.stopPlaying)
    session.perform(.play(ActivityID(1), [.sound(try loud())], isWhole: true))
    _ = try peer.receive { _, payload in !Self.isQuiet(payload) }
    peer.press(.four, duration: 800, isEnd: true, to: session.address)
    guard case .digitEnded(.four, _) = await sink.next({ _ in true }) else {
      Issue.record("the key did not end")
      return
    }

    let statistics = await session.statistics()
    #expect(statistics.packetsReceived == 2)
    #expect(statistics.eventsReceived == 1)
    #expect(statistics.packetsSent > 1)
    session.stop()
    let last = await ended.first { if case .ended = $0 { true } else { false } }
    guard case .ended(let final) = last else { return }
    #expect(final.packetsReceived == 2)
    #expect(threads.sessions == 0)
  }

  @Test func aSessionStartsOnce() throws {
    let threads = try MediaThreads(count: 1, ports: 31_100...31_199)
    defer { threads.stop() }
    let session = try threads.makeSession(on: local())
    try session.start(WaitingSink()) { _ in }
    #expect(throws: MediaFault.started) { try session.start(WaitingSink()) { _ in } }
  }

  @Test func afterTheThreadsNothingStartsAndNobodyWaits() async throws {
    let threads = try MediaThreads(count: 1, ports: 31_600...31_699)
    let session = try threads.makeSession(on: local())
    threads.stop()
    #expect(throws: MediaFault.stopped) { try session.start(WaitingSink()) { _ in } }
    #expect(await session.statistics() == RTPStatistics())
  }

  @Test func joinedSessionsLetEachOtherGo() throws {
    let threads = try MediaThreads(count: 1, ports: 31_700...31_799)
    defer { threads.stop() }
    weak var gone: RTPSession?
    do {
      let (one, two) = (try threads.makeSession(on: local()), try threads.makeSession(on: local()))
      one.join(two)
      one.mute(true)
      gone = one
    }
    #expect(gone == nil)
  }

  /// Whoever is told what happens to a session may hold that session: its ports come back all the same.
  @Test(.timeLimit(.minutes(1))) func aSessionThatItsListenerHoldsGoes() async throws {
    final class Holder: Sendable {
      let session = Mutex<RTPSession?>(nil)
    }
    let threads = try MediaThreads(count: 1, ports: 31_800...31_809)
    defer { threads.stop() }
    for isStarted in [true, false] {
      weak var gone: RTPSession?
      let (events, continuation) = AsyncStream.makeStream(of: RTPSessionEvent.self)
      do {
        let holder = Holder()
        let session = try threads.makeSession(on: local()) { event in
          _ = holder.session.withLock { $0 }
          continuation.yield(event)
        }
        holder.session.withLock { $0 = session }
        gone = session
        if isStarted { try session.start(WaitingSink()) { _ in } }
        session.stop()
      }
      _ = await events.first { if case .ended = $0 { true } else { false } }
      // The telling thread lets go of what it has told a moment later.
      while gone != nil, !Task.isCancelled { await Task.yield() }
      #expect(gone == nil)
    }
    #expect(threads.sessions == 0)
  }

  @Test func portsComeInPairsUntilThereAreNoMore() throws {
    let threads = try MediaThreads(count: 1, ports: 31_201...31_208)
    var sessions = try (0..<3).map { _ in try threads.makeSession(on: local()) }
    #expect(sessions.map(\.address.port) == [31_202, 31_204, 31_206])
    #expect(throws: MediaFault.noFreePort(31_201...31_208)) { try threads.makeSession(on: local()) }
    // Stopping waits for the threads, so the ports are free again.
    sessions.removeAll()
    threads.stop()
    #expect(throws: MediaFault.stopped) { try threads.makeSession(on: local()) }
    let others = try MediaThreads(count: 1, ports: 31_202...31_203)
    #expect(try others.makeSession(on: local()).address.port == 31_202)
    others.stop()
  }

  @Test func anEmptyRangeHasNoPorts() throws {
    let threads = try MediaThreads(count: 1, ports: 31_301...31_301)
    defer { threads.stop() }
    #expect(throws: MediaFault.noFreePort(31_301...31_301)) { try threads.makeSession(on: local()) }
  }

  @Test func joinedCallsHearEachOtherOnTwoThreads() async throws {
    let threads = try MediaThreads(count: 2, ports: 31_400...31_499)
    defer { threads.stop() }
    let (one, two) = (try threads.makeSession(on: local()), try threads.makeSession(on: local()))
    let (first, second) = (try Peer(), try Peer())
    let sinks = (WaitingSink(), WaitingSink())
    one.update(remote: MediaDescription(address: first.address, law: .aLaw))
    two.update(remote: MediaDescription(address: second.address, law: .aLaw))
    try one.start(sinks.0) { _ in }
    try two.start(sinks.1) { _ in }
    one.join(two)
    // A key of the first is heard by both.
    first.press(.one, duration: 160, to: one.address)
    #expect(await sinks.0.next { _ in true } == .digitBegan(.one))
    let header = try second.receive { packet, _ in packet.header.payloadType == 101 }
    #expect(header.marker)
    // What the first says comes to the second.
    for number in 0..<50 {
      _ = try first.receive()
      let header = RTPHeader(
        payloadType: 8, sequence: 100 + UInt16(number), timestamp: 16_000 + UInt32(number) * 160, source: first.source)
      first.send(Datagram(header, [UInt8](repeating: 0x2A, count: 160)), to: one.address)
    }
    _ = try second.receive { _, payload in payload.contains(0x2A) }
    one.leave()
    _ = try second.receive { _, payload in payload.count == 160 && !payload.contains(0x2A) }
  }

  @Test func aSessionThatIsLetGoOfGivesItsPlaceBack() async throws {
    let threads = try MediaThreads(count: 1, ports: 31_500...31_509)
    defer { threads.stop() }
    let peer = try Peer()
    for _ in 0..<12 {
      let (events, continuation) = AsyncStream.makeStream(of: RTPSessionEvent.self)
      do {
        let session = try threads.makeSession(on: local()) { continuation.yield($0) }
        session.update(remote: MediaDescription(address: peer.address, law: .muLaw))
        try session.start(WaitingSink()) { _ in }
        _ = try peer.receive()
      }
      _ = await events.first { if case .ended = $0 { true } else { false } }
    }
  }
}
