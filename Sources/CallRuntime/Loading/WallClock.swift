public import CallInterface

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The time of day.
public enum WallClock {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  @Sendable public static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Now, and what the clocks of this place differ from UTC by, in seconds.
  @Sendable public static func local() -> (milliseconds: Int64, utcOffset: Int) {
    let now = now()
    return (now, utcOffset(at: now))
  }

  /// What the clocks of this place differ from UTC by at a time, in seconds.
  /// - Parameter milliseconds: since 1970-01-01T00:00:00Z.
  @Sendable public static func utcOffset(at milliseconds: Int64) -> Int {
    var time = time_t(milliseconds / 1000)
    var parts = tm()
    return localtime_r(&time, &parts) == nil ? 0 : parts.tm_gmtoff
  }
}

extension CallFacts {
  /// Of a call that begins at this moment, at this place.
  public static func beginningNow() -> CallFacts {
    let now = WallClock.local()
    return CallFacts(
      startedAt: now.milliseconds, utcOffset: now.utcOffset, seed: .random(in: 0...UInt64(UInt32.max)))
  }
}
