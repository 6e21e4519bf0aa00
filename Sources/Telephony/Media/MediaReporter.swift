/// Sends and takes the reports of a call (RFC 3550 §6): loss and jitter both ways, the round trip, goodbyes.
struct MediaReporter {
  private let name: [UInt8]
  private let interval: Int64
  private var random: MediaRandom
  private var dueAt: Int64?
  /// The last report of the other side: its short time, and when it came.
  private var last: (time: UInt32, at: Int64)?

  private(set) var remoteLost = 0
  private(set) var remoteJitter = 0
  private(set) var roundTrip: Int?

  /// - Parameter interval: in nanoseconds.
  init(interval: Int64, random: MediaRandom) {
    // A day at most, so that no product overflows.
    self.interval = min(max(interval, 200_000_000), 86_400_000_000_000)
    self.random = random
    // Tells nothing of this machine (RFC 7022 §4.2).
    name = Array(String(self.random.next(), radix: 36).utf8)
  }

  /// Whether a report is due; the first is after half an interval at the earliest.
  mutating func isDue(at time: MediaTime) -> Bool {
    guard let dueAt else {
      self.dueAt = time.monotonic + delay()
      return false
    }
    guard time.monotonic >= dueAt else { return false }
    self.dueAt = time.monotonic + delay()
    return true
  }

  /// Half to one and a half of the interval (§6.3.1), so that calls do not report all at once.
  private mutating func delay() -> Int64 {
    interval / 2 + ((interval >> 16) * Int64(random.next() >> 32)) >> 16
  }

  mutating func send(
    _ sender: MediaSender, _ receiver: MediaReceiver, isLeaving: Bool, to address: SocketAddress, at time: MediaTime,
    by outlet: any PacketOutlet
  ) {
    var compound = RTCPCompound(source: sender.source)
    if sender.packets > 0 {
      compound.sender = SenderInfo(
        time: NTPTime(sinceEpoch: time.wall), timestamp: sender.timestamp,
        packets: UInt32(truncatingIfNeeded: sender.packets), bytes: UInt32(truncatingIfNeeded: sender.bytes))
    }
    let delay = last.map { ShortDuration(nanoseconds: time.monotonic - $0.at).bits } ?? 0
    if let block = receiver.report(lastReport: last?.time ?? 0, delay: delay) { compound.blocks = [block] }
    if isLeaving { compound.leaving = [sender.source] }
    withUnsafeTemporaryAllocation(byteCount: 600, alignment: 8) { packet in
      guard let count = compound.write(name: name, to: packet) else { return }
      outlet.sendReport(UnsafeRawBufferPointer(rebasing: packet[..<count]), to: address)
    }
  }

  /// A report of the other side.
  mutating func take(_ compound: RTCPCompound, ours source: UInt32, at time: MediaTime) {
    if let sender = compound.sender { last = (sender.time.short, time.monotonic) }
    for block in compound.blocks where block.source == source {
      remoteLost = max(Int(block.lost), 0)
      remoteJitter = Int(block.jitter) * 125
      let trip = ShortDuration.roundTrip(
        arrival: NTPTime(sinceEpoch: time.wall), lastReport: block.lastReport, delay: block.delay)
      if let trip { roundTrip = trip.microseconds }
    }
  }
}
