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
}
