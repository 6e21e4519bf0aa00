import Audio
import CallInterface

/// The receiving half of a call's media: datagrams in, frames and keys out. Nothing is allocated for a packet.
///
/// Belongs to whoever advances the line.
final class MediaReceiver {
  /// What a datagram brought besides sound.
  struct Received {
    var first: TelephoneEventReceiver.Change?
    var second: TelephoneEventReceiver.Change?
    /// Ours go elsewhere from now on.
    var hasLearned = false
    var hasNewSource = false
  }

  private enum Payload {
    case sound(G711)
    case event
    /// Comfort noise (RFC 3389): silence that was meant.
    case noise
  }

  /// A source that is not heard for so long may be followed by another one at once: 100 ms.
  private static let sourceSilence: Int64 = 100_000_000

  // What each packet needs comes first: see `add(to:)`.

  var senders: SourceGuard
  /// As we number what we receive.
  var types = MediaDescription.PayloadTypes()
  /// While the call is on hold nothing is heard.
  var isOpen = true
  private(set) var tracker: SequenceTracker?
  private(set) var source: UInt32 = 0
  private(set) var jitter = ArrivalJitter()
  private(set) var heardAt: Int64 = 0
  private var newcomer: (source: UInt32, next: UInt16)?
  private var law: G711?
  private let concealer: Concealer
  private var packets = 0
  private var bytes = 0
  private var buffer: JitterBuffer
  private var keys = TelephoneEventReceiver()
  /// Of sources that are gone.
  private var lostBefore = 0
  private var counts = RTPStatistics()

  /// - Returns: nil when there is no memory.
  init?(senders: SourceGuard, depth: JitterDepth.Settings = JitterDepth.Settings()) {
    guard let concealer = Concealer() else { return nil }
    self.concealer = concealer
    self.senders = senders
    buffer = JitterBuffer(depth)
  }

  /// What each frame needs.
  func add(to memory: inout FrameMemory) {
    memory.add(self, first: 480)
    memory.add(concealer)
  }

  // MARK: In

  /// - Parameters:
  ///   - arrival: when the kernel took it in, in nanoseconds since 1970.
  ///   - untilFrame: samples until the next frame is taken.
  func receive(
    _ datagram: UnsafeRawBufferPointer, from address: SocketAddress, arrival: Int64, at time: MediaTime,
    untilFrame: Int
  ) -> Received {
    var received = Received()
    guard let packet = read(datagram), let payload = payload(packet.header.payloadType) else {
      counts.malformed += 1
      return received
    }
    let header = packet.header
    switch senders.take(
      from: address, source: header.source, sequence: header.sequence, at: time.monotonic)
    {
    case .refused:
      counts.fromStrangers += 1
      return received
    case .learned: received.hasLearned = true
    case .accepted: break
    }
    guard follow(header, at: time, &received) else { return received }
    heardAt = time.monotonic
    packets += 1
    bytes += packet.payload.count
    guard isOpen else { return received }
    let bytes = UnsafeRawBufferPointer(rebasing: datagram[packet.payload])
    switch payload {
    case .sound(let law):
      jitter.take(arrival: arrival, timestamp: header.timestamp)
      insert(bytes, header, law, untilFrame)
    case .event:
      take(bytes, header, at: time, &received)
    case .noise: break
    }
    return received
  }

  private func read(_ datagram: UnsafeRawBufferPointer) -> RTPPacket? {
    do throws(RTPFault) {
      return try RTPPacket(datagram)
    } catch {
      return nil
    }
  }

  private func payload(_ type: UInt8) -> Payload? {
    if type == types.telephoneEvent { return .event }
    if type == types.aLaw || type == 8 { return .sound(.aLaw) }
    if type == types.muLaw || type == 0 { return .sound(.muLaw) }
    return type == 13 ? .noise : nil
  }

  /// Whether the packet is new and of the source that is heard.
  private func follow(_ header: RTPHeader, at time: MediaTime, _ received: inout Received) -> Bool {
    guard tracker != nil else {
      begin(header)
      return true
    }
    if header.source != source {
      let isAlone = time.monotonic - heardAt > Self.sourceSilence
      let isSecond = newcomer.map { $0 == (header.source, header.sequence) } ?? false
      guard isAlone || isSecond || header.marker else {
        newcomer = (header.source, header.sequence &+ 1)
        return false
      }
      lostBefore += tracker?.lost ?? 0
      counts.sourceChanges += 1
      received.hasNewSource = true
      received.first = keys.forget()
      buffer.restart()
      begin(header)
      return true
    }
    newcomer = nil
    let lost = tracker?.lost ?? 0
    switch tracker?.take(header.sequence) {
    case .next: return true
    case .late:
      counts.reordered += 1
      return true
    case .restarted:
      lostBefore += lost
      jitter.forgetTransit()
      received.first = keys.forget()
      return true
    case .duplicate:
      counts.duplicates += 1
      return false
    case .stray, nil:
      return false
    }
  }

  private func begin(_ header: RTPHeader) {
    source = header.source
    newcomer = nil
    tracker = SequenceTracker(first: header.sequence)
    jitter.forgetTransit()
  }

  private func insert(_ bytes: UnsafeRawBufferPointer, _ header: RTPHeader, _ law: G711, _ untilFrame: Int) {
    if let before = self.law, before != law { counts.codecChanges += 1 }
    self.law = law
    switch buffer.insert(bytes, timestamp: header.timestamp, law: law, untilFrame: untilFrame) {
    case .placed: break
    case .late: counts.late += 1
    case .restarted: jitter.forgetTransit()
    case .refused: counts.malformed += 1
    }
  }

  private func take(
    _ bytes: UnsafeRawBufferPointer, _ header: RTPHeader, at time: MediaTime, _ received: inout Received
  ) {
    guard let event = TelephoneEvent(bytes) else {
      counts.malformed += 1
      return
    }
    let (first, second) = keys.take(
      event, timestamp: header.timestamp, marker: header.marker, at: time.samples)
    // Where a source is new, the end of its predecessor's key comes first, and nothing else can end.
    if received.first == nil {
      received.first = first
      received.second = second
    } else {
      received.second = first
    }
  }

  // MARK: Out

  /// Takes the next frame of what the other side says.
  /// - Parameter past: fills its argument with what was taken before: a gap goes on from there.
  /// - Returns: the end of a key whose packets have stopped coming.
  func take(
    into frame: UnsafeMutableBufferPointer<Int16>, at time: MediaTime,
    after past: (UnsafeMutableBufferPointer<Int16>) -> Void
  ) -> TelephoneEventReceiver.Change? {
    let ended = keys.advance(to: time.samples)
    let isKeyHeld = keys.isHeld
    buffer.take(into: frame) { range, kind in
      let part = UnsafeMutableBufferPointer(rebasing: frame[range])
      switch kind {
      case .sound: concealer.hear(part)
      case .missing where isKeyHeld: concealer.beSilent(part)
      case .missing: concealer.fill(range, of: frame, after: past)
      case .quiet: part.update(repeating: 0)
      }
    }
    return ended
  }

  /// The call goes on hold: a key that is down is let go of, and what waits is forgotten.
  func close() -> TelephoneEventReceiver.Change? {
    isOpen = false
    buffer.restart()
    return keys.forget()
  }

  /// Counts up to now.
  func write(to statistics: inout RTPStatistics) {
    statistics.packetsReceived = packets
    statistics.bytesReceived = bytes
    statistics.lost = lostBefore + (tracker?.lost ?? 0)
    statistics.duplicates = counts.duplicates
    statistics.reordered = counts.reordered
    statistics.late = counts.late
    statistics.malformed = counts.malformed
    statistics.fromStrangers = counts.fromStrangers
    statistics.sourceChanges = counts.sourceChanges
    statistics.codecChanges = counts.codecChanges
    statistics.jitter = jitter.microseconds
    statistics.jitterMost = max(statistics.jitterMost, jitter.microseconds)
    statistics.wait = buffer.depth.current * 125
    statistics.concealed = concealer.concealed
    statistics.eventsReceived = keys.events
  }

  func countMalformed() { counts.malformed += 1 }

  /// What a report says about the source that is heard; `nil` before anything came.
  func report(lastReport: UInt32, delay: UInt32) -> ReportBlock? {
    guard let tracked = tracker else { return nil }
    let fraction = tracker?.fractionLost() ?? 0
    return ReportBlock(
      source: source, fractionLost: fraction, lost: Int32(clamping: tracked.lost),
      highestSequence: UInt32(truncatingIfNeeded: tracked.highest), jitter: jitter.samples, lastReport: lastReport,
      delay: delay)
  }
}
