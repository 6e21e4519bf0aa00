import Audio
import CallInterface
import Synchronization
import Telephony

/// What the media of a call costs and how soon a key changes it, on loopback, beside a bare loop of sockets, spandsp's
/// receiver and G.711 in the same run.
///
/// Callers send a packet each 20 ms and take what comes. Counted is the processor time of the thread that serves them,
/// and not theirs; the kernel charges loopback to whoever sends, for both alike.
struct MediaBench {
  private let calls: Int
  private let seconds: Int
  private let presses: Int

  init(isShort: Bool) {
    calls = isShort ? 200 : 500
    seconds = isShort ? 2 : 5
    presses = isShort ? 30 : 100
  }

  func figures() throws -> [Figure] {
    let bare = try bareCost()
    var keysOnly = LineSettings()
    keysOnly.hearsFax = false
    let ours = try ourCost(keysOnly)
    let all = try ourCost(LineSettings())
    return [
      Figure(
        name: "a packet pair of one call of \(calls)", value: ours, unit: "µs", raw: ("sockets, spandsp, G.711", bare),
        floor: .timesRaw(1.6)),
      Figure(name: "the same, and listening for fax machines", value: all, unit: "µs", raw: ("the same loop", bare)),
      Figure(name: "calls a core", value: 20_000 / ours, unit: "", floor: .atLeast(1400)),
      Figure(
        name: "a key's packet to new sound, one call", value: try keyToSound(beside: 0), unit: "ms", floor: .atMost(2)),
      Figure(
        name: "the same, beside \(calls) calls", value: try keyToSound(beside: calls), unit: "ms", floor: .atMost(2)),
    ]
  }

  private func ourCost(_ line: LineSettings) throws -> Double {
    try serve(calls, line) { _, callers in
      try callers.cost(seconds: seconds) { try Measure.processorNanoseconds(ofThread: "media-0") }
    }
  }

  private func serve<Result>(
    _ calls: Int, _ line: LineSettings, _ body: (MediaThreads, Callers) throws -> Result
  ) throws -> Result {
    let threads = try MediaThreads(count: 1, ports: 34_000...37_999)
    defer { threads.stop() }
    // As a server keeps its prompts: read once, for all.
    let sound = try SoundFile(
      bytes: (0..<80_000).map { UInt8($0 * 31 % 251) }, name: "prompt", mediaType: "audio/basic"
    ).decoded()
    let served = try (0..<calls).map { _ in try ServedCall(on: threads, line, sound) }
    let callers = try Callers(served.map(\.port))
    for (call, caller) in zip(served, callers.addresses) { try call.begin(caller) }
    callers.start()
    defer { callers.stop() }
    // A session that nobody holds has stopped.
    return try withExtendedLifetime(served) { try body(threads, callers) }
  }

  private func bareCost() throws -> Double {
    let loop = try BareLoop(calls: calls)
    let callers = try Callers(loop.addresses)
    callers.start()
    loop.start()
    defer {
      loop.stop()
      callers.stop()
    }
    return try callers.cost(seconds: seconds) { loop.processorTime.load(ordering: .relaxed) }
  }

  /// The median, in milliseconds, from a key's first packet to the first packet of another sound.
  private func keyToSound(beside calls: Int) throws -> Double {
    try serve(calls, LineSettings()) { threads, _ in
      let session = try threads.makeSession(on: try loopback(), MediaSettings(seed: 7))
      let finger = try Finger(port: session.address.port)
      session.update(remote: MediaDescription(address: try loopback(port: finger.port), law: .aLaw))
      try session.start(KeyAnswer(session)) { _ in }
      defer { session.stop() }
      var delays: [Double] = []
      for _ in 0..<presses { delays.append(try finger.press()) }
      return delays.sorted()[delays.count / 2]
    }
  }
}

private func loopback(port: UInt16 = 0) throws -> SocketAddress {
  guard let address = SocketAddress("127.0.0.1", port: port) else { throw BenchFailure(message: "no loopback") }
  return address
}

/// A call of ours that plays a prompt for ever.
private final class ServedCall {
  private let session: RTPSession
  private let prompt: SoundStream
  var port: UInt16 { session.address.port }

  init(on threads: MediaThreads, _ line: LineSettings, _ sound: DecodedSound) throws {
    var settings = MediaSettings(seed: 1)
    settings.line = line
    session = try threads.makeSession(on: try loopback(), settings)
    prompt = SoundStream(sound, repeats: true)
  }

  func begin(_ caller: UInt16) throws {
    session.update(remote: MediaDescription(address: try loopback(port: caller), law: .aLaw))
    session.perform(.play(ActivityID(1), [.sound(prompt)], isWhole: true))
    try session.start(DeafSink()) { _ in }
  }
}

/// Presses keys as telephone-events, each at another place of the raster.
private final class Finger {
  private let socket: BenchSocket
  private let target: UInt16
  private var packet = BenchPacket(type: 101, source: 7, payload: [1, 10, 0, 160])
  private var sequence = 0
  private var presses = 0
  /// Of the last packet heard.
  private var heard: UInt8 = 0xD5
  var port: UInt16 { socket.port }

  init(port: UInt16) throws {
    socket = try BenchSocket()
    socket.stampArrivals()
    target = port
  }

  /// Milliseconds until another sound comes, by the kernel's clock.
  func press() throws -> Double {
    presses += 1
    let pressAt = Measure.nanoseconds() + 140_000_000 + presses * 7_300_000 % 20_000_000
    while Measure.nanoseconds() < pressAt {
      if let sound = hear(until: pressAt) { heard = sound.byte }
    }
    let end = Measure.nanoseconds() + 1_000_000_000
    let begun = Measure.wallNanoseconds()
    send(marker: true)
    while Measure.nanoseconds() < end {
      guard let sound = hear(until: end), sound.byte != heard, sound.at > begun else { continue }
      let delay = Double(sound.at - begun) / 1_000_000
      for _ in 0..<3 { send(isEnd: true) }
      return delay
    }
    throw BenchFailure(message: "a key changed nothing within a second")
  }

  /// The last byte of the next packet of sound, and when it came.
  private func hear(until time: Int) -> (byte: UInt8, at: Int)? {
    guard socket.wait(until: time) else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: 2048, alignment: 8) { buffer in
      let (count, at) = socket.receiveStamped(into: buffer)
      return count == 172 ? (buffer[171], at) : nil
    }
  }

  private func send(marker: Bool = false, isEnd: Bool = false) {
    packet = BenchPacket(type: 101, source: 7, payload: [1, isEnd ? 0x8A : 10, isEnd ? 3 : 0, isEnd ? 32 : 160])
    packet.number(sequence, timestamp: presses * 1600, marker: marker)
    packet.send(by: socket, to: target)
    sequence += 1
  }
}

/// Answers each key with another sound, as a flow would.
private final class KeyAnswer: EventSink {
  private let session: RTPSession
  private let count = Atomic<Int>(0)

  init(_ session: RTPSession) { self.session = session }

  var now: CallInstant { .start }
  func post(_ event: CallEvent) {
    guard case .digitBegan = event else { return }
    let number = count.add(1, ordering: .relaxed).newValue
    let sound = SoundStream(samples: [Int16](repeating: number.isMultiple(of: 2) ? 1000 : 12_000, count: 4000))
    guard (try? sound.fill()) != nil else { return }
    session.perform(.stopPlaying)
    session.perform(.play(ActivityID(number), [.sound(sound)], isWhole: true))
  }
  func schedule(_ event: CallEvent, after delay: Duration) -> ScheduledEvent { ScheduledEvent(number: 0) }
  func cancel(_ scheduled: ScheduledEvent) {}
  func isPending(_ scheduled: ScheduledEvent) -> Bool { false }
}
