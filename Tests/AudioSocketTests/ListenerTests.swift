import Audio
import CallInterface
import Telephony
import Testing

@testable import AudioSocket

/// Real connections on loopback.
@Suite(.serialized)
struct ListenerTests {
  @Test func aPromptIsHeardAndKeysArePressed() async throws {
    let desk = try Desk()
    let exchange = try Exchange(desk.listener.address)
    exchange.send(WireWriter.id(WireTests.id))
    let line = try #require(await desk.arrival())
    #expect(line.id == WireTests.id)
    #expect(line.peer.host == "127.0.0.1")
    let sink = KeptSink()
    try line.start(sink) { _ in }
    #expect(throws: AudioSocketFault.started) { try line.start(sink) { _ in } }
    let prompt = (0..<8000).map { Int16(truncatingIfNeeded: ($0 &* 1_103) % 9000 &+ 1000) }
    let stream = SoundStream(samples: prompt)
    _ = try stream.fill()
    line.perform(.play(ActivityID(1), [.sound(stream)], isWhole: true))
    exchange.beSilent(frames: 10)
    #expect(await sink.next() == .promptFinished(ActivityID(1)))
    let heard = exchange.samples(8000)
    // Silence before it, and then what the line speaks, to the sample.
    let begin = try #require(heard.firstIndex { $0 != 0 })
    #expect(Array(heard[begin...].prefix(1000)) == Array(prompt.prefix(1000)))
    #expect(heard[begin...].prefix(8000).count { $0 == 0 } < 8000 / 100)

    // The tone, and then its message: the same finger.
    try exchange.press(.seven, tellingIt: true)
    #expect(await sink.next() == .digitBegan(.seven))
    guard case .digitEnded(.seven, _) = await sink.next() else {
      Issue.record("the key did not end")
      return
    }
    exchange.send(WireWriter.key(.eight))
    #expect(await sink.next() == .digitBegan(.eight))
    #expect(await sink.next() == .digitEnded(.eight, length: .zero))
    line.stop()
    let read = exchange.readToEnd()
    #expect(read.pieces == [.hangUp])
    #expect(await line.outcome().ending == .hungUp)
    #expect(desk.listener.counts.endings == ["hung_up": 1])
    #expect(desk.listener.counts.active == 0)
  }

  @Test func theExchangeHangsUp() async throws {
    let desk = try Desk()
    for (message, ending) in [
      (WireWriter.hangUp, AudioSocketEnding.peerHungUp), ([0xFF, 0, 1, 2], .peerFailed(code: 2)),
    ] {
      let exchange = try Exchange(desk.listener.address)
      exchange.send(WireWriter.id(WireTests.id))
      let line = try #require(await desk.arrival())
      let sink = KeptSink()
      try line.start(sink) { _ in }
      exchange.send(message)
      #expect(await sink.next() == .hungUp)
      #expect(await line.outcome().ending == ending)
    }
    // And without a word.
    var exchange: Exchange? = try Exchange(desk.listener.address)
    exchange?.send(WireWriter.id(WireTests.id))
    let line = try #require(await desk.arrival())
    exchange = nil
    #expect(await line.outcome().ending == .peerClosed)
  }

  @Test func whoeverIsRefusedOrLetGoOfIsHungUp() async throws {
    let desk = try Desk()
    let refused = try Exchange(desk.listener.address)
    refused.send(WireWriter.id(WireTests.id))
    try #require(await desk.arrival()).refuse()
    #expect(refused.readToEnd().pieces == [.hangUp])
    let forgotten = try Exchange(desk.listener.address)
    forgotten.send(WireWriter.id(WireTests.id))
    var line = await desk.arrival()
    #expect(line != nil)
    line = nil
    #expect(forgotten.readToEnd().pieces == [.hangUp])
  }

  @Test func wrongBeginningsAndHalfMessages() async throws {
    let desk = try Desk { $0.idTimeout = .seconds(2) }
    let beginnings = [[0x10, 0, 2, 0, 0], Array(WireWriter.id(WireTests.id).prefix(10)), [], [0x01, 0xFF, 0xFF]]
    let exchanges = try beginnings.map { bytes in
      let exchange = try Exchange(desk.listener.address)
      exchange.send(bytes)
      return exchange
    }
    for (bytes, exchange) in zip(beginnings, exchanges) {
      #expect(exchange.readToEnd().pieces == [.error(code: nil)], "\(bytes)")
    }
    desk.listener.stop()
    #expect(desk.listener.counts.endings == ["wrong_beginning": 1, "no_id": 2, "malformed": 1])
    #expect(desk.listener.counts.calls == 0)
  }

  @Test func aStallEndsTheCall() async throws {
    let desk = try Desk { $0.soundTimeout = .milliseconds(400) }
    let exchange = try Exchange(desk.listener.address)
    exchange.send(WireWriter.id(WireTests.id))
    let line = try #require(await desk.arrival())
    let sink = KeptSink()
    try line.start(sink) { _ in }
    exchange.beSilent(frames: 3)
    #expect(await sink.next() == .hungUp)
    #expect(exchange.readToEnd().pieces == [.error(code: nil)])
    #expect(await line.outcome().ending == .noSound)
  }

  @Test func aPeerThatDoesNotReadIsEnded() async throws {
    let desk = try Desk {
      $0.readerTimeout = .milliseconds(300)
      $0.soundTimeout = .seconds(600)
    }
    let exchange = try Exchange(desk.listener.address, keeps: 1024)
    exchange.send(WireWriter.id(WireTests.id))
    let line = try #require(await desk.arrival())
    let sink = KeptSink()
    try line.start(sink) { _ in }
    #expect(await sink.next() == .hungUp)
    let outcome = await line.outcome()
    #expect(outcome.ending == .notRead)
    #expect(outcome.statistics.framesDropped > 0)
    // Open until here.
    #expect(exchange.bytes.isEmpty)
  }

  @Test func strangersAndOneTooMany() async throws {
    let strict = try Desk { $0.mayConnect = { $0.host == "192.0.2.7" } }
    #expect(try Exchange(strict.listener.address).readToEnd() == WireTests.Read([]))
    #expect(strict.listener.counts.strangers == 1)
    #expect(strict.listener.counts.connections == 0)

    let small = try Desk {
      $0.mostConnections = 1
      $0.mayConnect = { $0.host == "127.0.0.1" }
    }
    let first = try Exchange(small.listener.address)
    first.send(WireWriter.id(WireTests.id))
    let line = try #require(await small.arrival())
    #expect(try Exchange(small.listener.address).readToEnd().pieces == [.hangUp])
    #expect(small.listener.counts.overLimit == 1)
    line.stop()
    _ = first.readToEnd()
  }

  @Test func anAddressThatIsTakenIsToldSo() throws {
    let desk = try Desk()
    #expect(throws: AudioSocketFault.cannotListen(desk.listener.address, code: 98)) {
      try AudioSocketListener(AudioSocketOptions(address: desk.listener.address)) { _ in }
    }
  }

  @Test func stoppingHangsUpAll() async throws {
    let desk = try Desk()
    let exchange = try Exchange(desk.listener.address)
    exchange.send(WireWriter.id(WireTests.id))
    let line = try #require(await desk.arrival())
    let sink = KeptSink()
    try line.start(sink) { _ in }
    desk.listener.stop()
    #expect(await sink.next() == .hungUp)
    #expect(exchange.readToEnd().pieces == [.hangUp])
    #expect(await line.outcome().ending == .stopped)
    #expect(desk.listener.counts.active == 0)
  }

  /// Each plays its own sound, and each hears its own.
  @Test func fiftyAtOnce() async throws {
    let desk = try Desk()
    let exchanges = try (0..<50).map { index in
      let exchange = try Exchange(desk.listener.address)
      exchange.send(WireWriter.id(CallUUID(upper: 0, lower: UInt64(index))))
      return exchange
    }
    var lines: [Int: AudioSocketLine] = [:]
    for _ in exchanges {
      let line = try #require(await desk.arrival())
      let index = Int(line.id.words.lower)
      lines[index] = line
      try line.start(KeptSink()) { _ in }
      let stream = SoundStream(samples: [Int16](repeating: Int16(100 * (index + 1)), count: 1600))
      _ = try stream.fill()
      line.perform(.play(ActivityID(1), [.sound(stream)], isWhole: true))
    }
    #expect(lines.count == 50)
    for (index, exchange) in exchanges.enumerated() {
      var heard: Set<Int16> = []
      // Until the sound has come whole.
      var count = 1600
      repeat {
        heard = Set(exchange.samples(count))
        count += 160
      } while !heard.contains(Int16(100 * (index + 1))) && count < 160_000
      #expect(heard.contains(Int16(100 * (index + 1))))
      #expect(heard.allSatisfy { $0 <= Int16(100 * (index + 1)) })
      exchange.send(WireWriter.hangUp)
    }
    for line in lines.values { #expect(await line.outcome().ending == .peerHungUp) }
    #expect(desk.listener.counts.calls == 50)
    #expect(desk.listener.counts.active == 0)
  }
}

/// A listener of a test, and the calls that arrive.
final class Desk {
  let listener: AudioSocketListener
  private let arrivals: AsyncStream<AudioSocketLine>

  init(_ change: (inout AudioSocketOptions) -> Void = { _ in }) throws {
    var options = AudioSocketOptions(address: try #require(SocketAddress("127.0.0.1", port: 0)))
    change(&options)
    let (arrivals, mailbox) = AsyncStream.makeStream(of: AudioSocketLine.self)
    self.arrivals = arrivals
    listener = try AudioSocketListener(options) { mailbox.yield($0) }
  }

  func arrival() async -> AudioSocketLine? {
    for await line in arrivals { return line }
    return nil
  }
}

/// Keeps what a line tells until somebody asks.
struct KeptSink: EventSink {
  private let events: AsyncStream<CallEvent>
  private let mailbox: AsyncStream<CallEvent>.Continuation

  init() {
    (events, mailbox) = AsyncStream.makeStream(of: CallEvent.self)
  }

  func next() async -> CallEvent? {
    for await event in events { return event }
    return nil
  }

  var now: CallInstant { .start }
  func post(_ event: CallEvent) { mailbox.yield(event) }
  func schedule(_ event: CallEvent, after delay: Duration) -> ScheduledEvent { ScheduledEvent(number: 0) }
  func cancel(_ scheduled: ScheduledEvent) {}
  func isPending(_ scheduled: ScheduledEvent) -> Bool { false }
}
