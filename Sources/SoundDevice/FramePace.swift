import Audio
import Glibc

/// Holds back a device that does not keep time by itself, such as a file: frames then come every 20 ms by the clock.
/// A real device is never ahead of it by more than what it holds.
struct FramePace {
  /// In frames.
  private static let allowance = 5
  private static let frame = 20_000_000

  private let start = Self.now()
  private var frames = 0

  mutating func waitIfAhead() {
    frames += 1
    let due = start + (frames - Self.allowance) * Self.frame
    guard due > Self.now() else { return }
    var time = timespec(tv_sec: due / 1_000_000_000, tv_nsec: due % 1_000_000_000)
    while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
  }

  /// Nanoseconds of the clock that never jumps.
  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
