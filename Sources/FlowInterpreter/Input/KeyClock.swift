import CallInterface

/// What the time-outs of input count in: it stands still while the caller holds a key, because a slow finger is no pause
/// between two keys.
struct KeyClock {
  /// A key that is held for longer is taken for a stuck one: its end was lost on the way.
  static let longestHold = Duration.seconds(60)

  /// How long keys were held before the present one.
  private var stoodStill = Duration.zero
  private(set) var heldSince: CallInstant?

  /// What it shows at this moment of the call.
  func reading(at now: CallInstant) -> CallInstant {
    let held = heldSince.map { $0.duration(to: now) } ?? .zero
    return CallInstant(sinceStart: now.sinceStart - stoodStill - held)
  }

  /// When it will show `reading` if no key is held before; `nil` while one is held.
  func instant(of reading: CallInstant?) -> CallInstant? {
    guard heldSince == nil, let reading else { return nil }
    return reading.advanced(by: stoodStill)
  }

  /// When the key that is held counts as stuck.
  var stuck: CallInstant? { heldSince?.advanced(by: Self.longestHold) }

  /// A key went down. One that was held still is let go of: its end was lost.
  mutating func press(at now: CallInstant) {
    release(at: now)
    heldSince = now
  }

  mutating func release(at now: CallInstant) {
    guard let since = heldSince else { return }
    stoodStill += since.duration(to: now)
    heldSince = nil
  }
}
