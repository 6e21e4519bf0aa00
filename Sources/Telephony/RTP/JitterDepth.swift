/// How long sound waits in a jitter buffer: as short as the network lets it, between two limits.
///
/// Watched is how long each packet still had to wait when it came. One that came too late makes the wait longer at
/// once; when for two seconds every packet had time to spare, the wait gets shorter, in a quiet moment.
struct JitterDepth: Hashable, Sendable {
  struct Settings: Hashable, Sendable {
    /// The wait is at least this at the beginning, and as short as this again; in samples: 20 ms.
    var least = 160
    /// No packet waits longer: 120 ms.
    var most = 960
    /// The shortest time that a packet should have to spare: 10 ms.
    var spare = 80
    /// Packets that are looked at before the wait gets shorter: 2 s of them.
    var window = 100

    init() {}
  }

  let settings: Settings
  /// Of the packets in the window that fills, and of the one before.
  private var shortest = Int.max
  private var longest = 0
  private var longestBefore = 0
  private var count = 0
  /// How much the wait should get shorter.
  private(set) var excess: Int?
  private var patience = 0
  /// How much longer than the least a new stream waits at its beginning: what the one before has taught.
  private var learned = 0

  init(_ settings: Settings) {
    self.settings = settings
  }

  /// The longest wait of late, in samples.
  var current: Int { max(longest, longestBefore) }

  /// Whether sound may be lost for it: nothing quiet came for long.
  var mustShrink: Bool { patience > 2 }

  /// A packet came in time.
  /// - Parameter waiting: samples until it will be taken.
  mutating func arrived(waiting: Int) {
    shortest = min(shortest, waiting)
    longest = max(longest, waiting)
    count += 1
    guard count >= settings.window else { return }
    // Whole frames, so that packets and frames stay in step.
    let unused = shortest - settings.spare
    if unused >= 160 + settings.spare / 2 {
      patience += excess == nil ? 0 : 1
      excess = 160
    } else {
      excess = nil
      patience = 0
    }
    longestBefore = longest
    shortest = .max
    longest = 0
    count = 0
  }

  /// A packet came too late; how much longer sound is to wait from now on, or `nil` where it waits long enough.
  mutating func growth(late: Int, untilFrame: Int) -> Int? {
    let toSpare = untilFrame >= settings.spare ? 0 : settings.spare
    let more = (late + 79) / 80 * 80 + toSpare
    guard current + more <= settings.most else { return nil }
    shift(by: more)
    learned = min(learned + more, settings.most - settings.least)
    excess = nil
    patience = 0
    return more
  }

  mutating func shrank(by samples: Int) {
    shift(by: -samples)
    learned = max(learned - samples, 0)
    excess = nil
    patience = 0
  }

  /// How many samples before a stream's first packet its clock begins, so that this packet waits some 20 ms and at
  /// least the time to spare.
  mutating func beginning(untilFrame: Int) -> Int {
    shortest = .max
    longest = 0
    longestBefore = 0
    count = 0
    excess = nil
    patience = 0
    let whole = settings.least - 160 + learned / 80 * 80
    return whole + (untilFrame >= settings.spare ? 0 : 160)
  }

  private mutating func shift(by samples: Int) {
    if shortest != .max { shortest += samples }
    longest = longest == 0 ? 0 : max(longest + samples, 0)
    longestBefore = longestBefore == 0 ? 0 : max(longestBefore + samples, 0)
  }
}
