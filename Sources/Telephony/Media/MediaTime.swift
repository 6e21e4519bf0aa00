import Glibc

/// A moment as media sees it.
package struct MediaTime: Hashable, Sendable {
  /// Of the clock that never jumps, in nanoseconds.
  package var monotonic: Int64
  /// Since 1970, in nanoseconds; runs with the other one.
  package var wall: Int64

  package init(monotonic: Int64, wall: Int64) {
    self.monotonic = monotonic
    self.wall = wall
  }

  /// In samples, of any beginning.
  var samples: Int { Int(monotonic / 125_000) }
}

/// The machine's clocks for one thread.
package struct MediaClock {
  package static let frame: Int64 = 20_000_000

  package init() {}

  /// From the clock that never jumps to the wall's, once and for all: reports must not jump either.
  private let offset = Self.arrivalOffset

  package var now: MediaTime {
    let monotonic = Self.read(CLOCK_MONOTONIC)
    return MediaTime(monotonic: monotonic, wall: monotonic + offset)
  }

  /// From the clock that never jumps to the wall's as it is now, in nanoseconds.
  static var arrivalOffset: Int64 { read(CLOCK_REALTIME) - read(CLOCK_MONOTONIC) }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
