import Audio

/// Puts the sound of packets back into its order and its pace: a packet goes in when it comes, a frame comes out each
/// 20 ms, and what is missing then is told.
///
/// A ring of coded samples by timestamp, each marked with its law, so that any packet length, overlap and change of
/// codec is an ordinary case. How long sound waits adapts (`JitterDepth`). Nothing is allocated after the beginning.
struct JitterBuffer: ~Copyable {
  /// What became of a packet.
  enum Placement: Hashable, Sendable {
    case placed
    /// Its time had passed.
    case late
    /// It lies elsewhere than where the stream was: the buffer began anew with it.
    case restarted
    /// Longer than a packet of sound may be, or empty.
    case refused
  }

  /// What a part of a frame is.
  enum Part: Hashable, Sendable {
    case sound
    /// Should have been there.
    case missing
    /// Nothing was expected yet.
    case quiet
  }

  /// 256 ms.
  private static let capacity = 2048
  private static let mask = UInt32(capacity - 1)
  /// 60 ms.
  static let longestPacket = 480
  private static let none: UInt8 = 0
  private static let aLaw: UInt8 = 1
  private static let muLaw: UInt8 = 2
  /// Frames for which everything comes late before the sender's clock is taken for another one: 100 ms.
  private static let lateFrames = 5

  private let bytes: UnsafeMutablePointer<UInt8>
  private let marks: UnsafeMutablePointer<UInt8>
  /// The timestamp of the next sample to be taken.
  private(set) var position: UInt32 = 0
  /// Before this timestamp nothing was sent.
  private var start: UInt32 = 0
  private var hasBegun = false
  private var frames = 0
  private var lateSince: Int?
  private(set) var depth: JitterDepth

  init(_ settings: JitterDepth.Settings = JitterDepth.Settings()) {
    depth = JitterDepth(settings)
    bytes = .allocate(capacity: Self.capacity)
    marks = .allocate(capacity: Self.capacity)
    bytes.initialize(repeating: 0, count: Self.capacity)
    marks.initialize(repeating: Self.none, count: Self.capacity)
  }

  deinit {
    bytes.deallocate()
    marks.deallocate()
  }

  // MARK: In

  /// Takes the payload of a packet; one that came twice must not come here.
  /// - Parameters:
  ///   - untilFrame: samples until the next frame is taken, 0–160.
  mutating func insert(
    _ payload: UnsafeRawBufferPointer, timestamp: UInt32, law: G711, untilFrame: Int
  ) -> Placement {
    guard !payload.isEmpty, payload.count <= Self.longestPacket else { return .refused }
    guard hasBegun else {
      begin(at: timestamp, untilFrame)
      put(payload, timestamp, law)
      return .placed
    }
    var ahead = Int(Int32(bitPattern: timestamp &- position))
    if ahead > depth.settings.most + Self.longestPacket {
      begin(at: timestamp, untilFrame)
      put(payload, timestamp, law)
      return .restarted
    }
    if ahead < 0 {
      if let more = depth.growth(late: -ahead, untilFrame: untilFrame) {
        // The frames that follow are filled with concealment, and the packet is heard after them.
        position &-= UInt32(more)
        ahead += more
      } else if ahead + payload.count <= 0 {
        return late(payload, timestamp, law, untilFrame)
      }
    }
    lateSince = nil
    depth.arrived(waiting: ahead + untilFrame)
    let skipped = max(-ahead, 0)
    put(UnsafeRawBufferPointer(rebasing: payload[skipped...]), timestamp &+ UInt32(skipped), law)
    return .placed
  }

  private mutating func late(
    _ payload: UnsafeRawBufferPointer, _ timestamp: UInt32, _ law: G711, _ untilFrame: Int
  ) -> Placement {
    guard let since = lateSince else {
      lateSince = frames
      return .late
    }
    // A burst after a stall is over within a frame or two. This goes on: the sender's clock stood still, on hold say.
    guard frames - since >= Self.lateFrames else { return .late }
    begin(at: timestamp, untilFrame)
    put(payload, timestamp, law)
    return .restarted
  }

  /// Forgets everything but how deep it should be: another source sends.
  mutating func restart() {
    hasBegun = false
    marks.update(repeating: Self.none, count: Self.capacity)
  }

  private mutating func begin(at timestamp: UInt32, _ untilFrame: Int) {
    restart()
    hasBegun = true
    lateSince = nil
    start = timestamp
    position = timestamp &- UInt32(depth.beginning(untilFrame: untilFrame))
  }

  private func put(_ payload: UnsafeRawBufferPointer, _ timestamp: UInt32, _ law: G711) {
    guard let source = payload.baseAddress else { return }
    let place = Int(timestamp & Self.mask)
    let first = min(payload.count, Self.capacity - place)
    let rest = payload.count - first
    let mark = law == .aLaw ? Self.aLaw : Self.muLaw
    UnsafeMutableRawPointer(bytes + place).copyMemory(from: source, byteCount: first)
    (marks + place).update(repeating: mark, count: first)
    guard rest > 0 else { return }
    UnsafeMutableRawPointer(bytes).copyMemory(from: source + first, byteCount: rest)
    marks.update(repeating: mark, count: rest)
  }

  // MARK: Out

  /// Takes the next frame.
  /// - Parameters:
  ///   - frame: parts of sound are filled in, the others are left alone.
  ///   - tell: each part of the frame in order.
  mutating func take(
    into frame: UnsafeMutableBufferPointer<Int16>, _ tell: (Range<Int>, Part) -> Void
  ) {
    frames += 1
    guard hasBegun else { return tell(0..<frame.count, .quiet) }
    if let excess = depth.excess, isDispensable(excess) {
      clear(excess)
      depth.shrank(by: excess)
    }
    var from = 0
    while from < frame.count {
      let place = Int((position &+ UInt32(from)) & Self.mask)
      let mark = marks[place]
      let limit = min(frame.count - from, Self.capacity - place)
      let count = run(of: mark, at: place, limit)
      if mark == Self.none {
        let begins = Int32(bitPattern: position &+ UInt32(from) &- start) >= 0
        tell(from..<from + count, begins ? .missing : .quiet)
      } else {
        let law = mark == Self.aLaw ? G711.aLaw : .muLaw
        law.decode(
          UnsafeBufferPointer(start: bytes + place, count: count),
          into: UnsafeMutableBufferPointer(rebasing: frame[from..<from + count]))
        tell(from..<from + count, .sound)
      }
      from += count
    }
    clear(frame.count)
  }

  /// How many marks from this place on are the same, at most `limit`; eight at a time.
  private func run(of mark: UInt8, at place: Int, _ limit: Int) -> Int {
    let eight = UInt64(mark) * 0x0101_0101_0101_0101
    var count = 0
    while count + 8 <= limit, UnsafeRawPointer(marks + place + count).loadUnaligned(as: UInt64.self) == eight {
      count += 8
    }
    while count < limit, marks[place + count] == mark { count += 1 }
    return count
  }

  /// Moves on; what was there must not be heard again a ring later.
  private mutating func clear(_ count: Int) {
    let place = Int(position & Self.mask)
    let first = min(count, Self.capacity - place)
    (marks + place).update(repeating: Self.none, count: first)
    marks.update(repeating: Self.none, count: count - first)
    position &+= UInt32(count)
  }

  /// Whether so many samples may be left out: nothing that is heard is in them, or it has been waited for long enough.
  private func isDispensable(_ count: Int) -> Bool {
    if depth.mustShrink { return true }
    for offset in 0..<count {
      let place = Int((position &+ UInt32(offset)) & Self.mask)
      // Within 256 of silence, 42 dB under full scale; of both laws the magnitude is in seven bits.
      switch marks[place] {
      case Self.aLaw: if (bytes[place] ^ 0xD5) & 0x7F > 0x0F { return false }
      case Self.muLaw: if ~bytes[place] & 0x7F > 0x18 { return false }
      default: break
      }
    }
    return true
  }
}
