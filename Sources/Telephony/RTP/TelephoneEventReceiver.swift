import CallInterface

/// Makes beginnings and ends of keys out of telephone-event packets (RFC 4733 §2.5.2), whichever of them arrive.
///
/// - A key begins with the first packet that tells it: its start, an update, or its end.
/// - Its end comes three times; the first counts. Where none comes, it is given up after three missed updates.
/// - A key held for more than 8 s comes in segments, each with the timestamp at which the one before ended
///   (§2.5.1.3), or with a duration that wraps: it stays one key.
/// - Packets of an event that is over, late or repeated, change nothing.
///
/// A value without clock: times are samples of the line, of any beginning.
struct TelephoneEventReceiver: Hashable, Sendable {
  enum Change: Hashable, Sendable {
    case began(DTMFDigit)
    case ended(DTMFDigit)
  }

  /// What is tolerated between the end of one segment and the start of the next: two lost updates.
  private static let segmentSlack = 320
  private static let fullDuration = Int(UInt16.max)
  private static let shortestPatience = 800
  /// A sender's updates are at least so frequent.
  private static let longestInterval = 1600

  private enum Phase: Hashable, Sendable {
    case idle
    case held(Held)
  }
  private struct Held: Hashable, Sendable {
    let code: UInt8
    let digit: DTMFDigit
    var timestamp: UInt32
    var duration: Int
    var heardAt: Int
    /// Between two updates.
    var interval = 160
  }

  private var phase = Phase.idle
  /// The timestamp of the last event that is over.
  private var past: UInt32?
  /// Packets of events that are no keys.
  private(set) var ignored = 0
  private(set) var events = 0

  /// Whether a key is down, and so no sound is to be expected.
  var isHeld: Bool {
    if case .held = phase { true } else { false }
  }

  /// Takes a packet; one of a sequence number that has been seen must not come here.
  /// - Returns: at most two changes, in order.
  mutating func take(
    _ event: TelephoneEvent, timestamp: UInt32, marker: Bool, at time: Int
  ) -> (Change?, Change?) {
    guard let digit = event.digit else {
      ignored += 1
      return (nil, nil)
    }
    if case .held(var held) = phase {
      if isSame(held, event, timestamp, marker) {
        held.interval = min(max(time - held.heardAt, held.interval), Self.longestInterval)
        held.heardAt = time
        held.timestamp = timestamp
        held.duration = Int(event.duration)
        phase = .held(held)
        return (event.isEnd ? release(held) : nil, nil)
      }
      // Older than the key that is held: a straggler.
      if Int32(bitPattern: timestamp &- held.timestamp) <= 0 { return (nil, nil) }
      let ended = release(held)
      let (began, endedToo) = press(event, digit, timestamp, time)
      // All three at once: the old key's end was lost, and all of the new one but its end. The end follows by patience.
      if endedToo != nil {
        phase = .held(Held(code: event.code, digit: digit, timestamp: timestamp, duration: 0, heardAt: time))
      }
      return (ended, began)
    }
    if let past, Int32(bitPattern: timestamp &- past) <= 0, !isLongAgo(past, timestamp) { return (nil, nil) }
    return press(event, digit, timestamp, time)
  }

  /// Once a frame: gives up a key whose updates have stopped.
  mutating func advance(to time: Int) -> Change? {
    guard case .held(let held) = phase else { return nil }
    guard time - held.heardAt >= max(3 * held.interval, Self.shortestPatience) else { return nil }
    return release(held)
  }

  /// The stream began anew or sound came again that no key can be in: what was told of timestamps is void.
  mutating func forget() -> Change? {
    defer { past = nil }
    guard case .held(let held) = phase else { return nil }
    return release(held)
  }

  private mutating func press(
    _ event: TelephoneEvent, _ digit: DTMFDigit, _ timestamp: UInt32, _ time: Int
  ) -> (Change?, Change?) {
    events += 1
    let held = Held(
      code: event.code, digit: digit, timestamp: timestamp, duration: Int(event.duration), heardAt: time)
    phase = .held(held)
    return (.began(digit), event.isEnd ? release(held) : nil)
  }

  private mutating func release(_ held: Held) -> Change {
    phase = .idle
    past = held.timestamp
    return .ended(held.digit)
  }

  private func isSame(_ held: Held, _ event: TelephoneEvent, _ timestamp: UInt32, _ marker: Bool) -> Bool {
    guard event.code == held.code else { return false }
    if timestamp == held.timestamp { return true }
    guard !marker else { return false }
    // The next segment; and senders that move the timestamp on with each update, which the standard does not know.
    let ahead = Int(Int32(bitPattern: timestamp &- held.timestamp))
    return ahead > 0 && (ahead <= held.duration + Self.segmentSlack || ahead == Self.fullDuration)
  }

  /// Timestamps compare only within half their circle; a sender that began its clock anew must not be deaf for a day.
  private func isLongAgo(_ past: UInt32, _ timestamp: UInt32) -> Bool {
    past &- timestamp > 8000 * 60
  }
}
