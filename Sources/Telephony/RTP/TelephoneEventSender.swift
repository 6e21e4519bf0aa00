import CallInterface

/// Makes the telephone-event packets of keys that we send (RFC 4733 §2.5.1): each frame an update, three ends.
///
/// A key is either of a fixed length or held until it is let go of.
struct TelephoneEventSender: Sendable {
  struct Packet: Hashable, Sendable {
    let event: TelephoneEvent
    let timestamp: UInt32
    let marker: Bool
  }

  struct Settings: Hashable, Sendable {
    /// Samples of a key of fixed length, and of the silence after every key.
    var length = 800
    var pause = 640

    init() {}
  }

  private enum Press: Hashable, Sendable {
    case fixed(DTMFDigit)
    case held(DTMFDigit)
  }
  private enum Phase: Hashable, Sendable {
    case idle
    case pressed(Press, timestamp: UInt32, duration: Int, isFirst: Bool)
    case ending(DTMFDigit, timestamp: UInt32, duration: UInt16, left: Int)
    case pausing(left: Int)
  }

  private static let ends = 3
  /// Further keys are dropped: nobody types so far ahead.
  private static let longestQueue = 64

  let settings: Settings
  private var phase = Phase.idle
  private var queue: [Press] = []
  private(set) var events = 0

  init(_ settings: Settings = Settings()) { self.settings = settings }

  var isIdle: Bool { phase == .idle && queue.isEmpty }

  mutating func send(_ digits: some Sequence<DTMFDigit>) {
    for digit in digits where queue.count < Self.longestQueue { queue.append(.fixed(digit)) }
  }

  mutating func begin(_ digit: DTMFDigit) {
    if queue.count < Self.longestQueue { queue.append(.held(digit)) }
  }

  /// A key that still waits gets the fixed length.
  mutating func end(_ digit: DTMFDigit) {
    if let place = queue.firstIndex(of: .held(digit)) {
      queue[place] = .fixed(digit)
    } else if case .pressed(.held(digit), let timestamp, let duration, let isFirst) = phase {
      phase = .pressed(.fixed(digit), timestamp: timestamp, duration: duration, isFirst: isFirst)
    }
  }

  /// All that is held or waits is forgotten; what is being sent gets its ends.
  mutating func releaseAll() {
    queue = []
    if case .pressed(.held(let digit), let timestamp, let duration, let isFirst) = phase {
      phase = .pressed(.fixed(digit), timestamp: timestamp, duration: duration, isFirst: isFirst)
    }
  }

  /// What the next frame of 20 ms sends.
  /// - Parameter now: the timestamp of that frame.
  /// - Returns: `nil` where a frame of sound is to go instead.
  mutating func next(at now: UInt32) -> Packet? {
    if phase == .idle, !queue.isEmpty {
      events += 1
      phase = .pressed(queue.removeFirst(), timestamp: now, duration: 0, isFirst: true)
    }
    switch phase {
    case .idle: return nil
    case .pressed(let press, let timestamp, let duration, let isFirst):
      return update(press, timestamp, duration + 160, isFirst, now)
    case .ending(let digit, let timestamp, let duration, let left):
      phase = left > 1 ? .ending(digit, timestamp: timestamp, duration: duration, left: left - 1) : afterwards
      return packet(digit, isEnd: true, timestamp, duration)
    case .pausing(let left):
      phase = left > 160 ? .pausing(left: left - 160) : .idle
      return nil
    }
  }

  /// The second and third end take time of the pause.
  private var afterwards: Phase {
    let left = settings.pause - (Self.ends - 1) * 160
    return left > 0 ? .pausing(left: left) : .idle
  }

  private mutating func update(
    _ press: Press, _ timestamp: UInt32, _ duration: Int, _ isFirst: Bool, _ now: UInt32
  ) -> Packet {
    let digit: DTMFDigit
    switch press {
    case .fixed(let key):
      digit = key
      // The first packet is a beginning even of the shortest key.
      if duration >= settings.length, !isFirst {
        phase = .ending(key, timestamp: timestamp, duration: UInt16(clamping: duration), left: Self.ends - 1)
        return packet(key, isEnd: true, timestamp, UInt16(clamping: duration))
      }
    case .held(let key):
      digit = key
    }
    if duration > Int(UInt16.max) {
      // The segment is full; the next one begins where it ends (§2.5.1.3).
      let next = timestamp &+ UInt32(UInt16.max)
      let into = duration - Int(UInt16.max)
      phase = .pressed(press, timestamp: next, duration: into, isFirst: false)
      return packet(digit, isEnd: false, next, UInt16(clamping: into))
    }
    phase = .pressed(press, timestamp: timestamp, duration: duration, isFirst: false)
    return packet(digit, isEnd: false, timestamp, UInt16(clamping: duration), marker: isFirst)
  }

  private func packet(
    _ digit: DTMFDigit, isEnd: Bool, _ timestamp: UInt32, _ duration: UInt16, marker: Bool = false
  ) -> Packet {
    Packet(
      event: TelephoneEvent(code: TelephoneEvent.code(of: digit), isEnd: isEnd, duration: duration),
      timestamp: timestamp, marker: marker)
  }
}
