/// Seconds since 1900 in 32.32 bits, as reports carry it (RFC 3550 §4).
struct NTPTime: Hashable, Sendable {
  var bits: UInt64

  init(bits: UInt64) {
    self.bits = bits
  }

  /// - Parameter nanoseconds: since 1970.
  init(sinceEpoch nanoseconds: Int64) {
    let time = UInt64(max(nanoseconds, 0))
    let seconds = time / 1_000_000_000 &+ 2_208_988_800
    let fraction = ((time % 1_000_000_000) << 32) / 1_000_000_000
    bits = seconds << 32 | fraction
  }

  /// The middle 32 bits: seconds in 16.16.
  var short: UInt32 { UInt32(truncatingIfNeeded: bits >> 16) }
}

/// Seconds in 16.16 bits: delays in reports.
struct ShortDuration: Hashable, Sendable {
  var bits: UInt32

  init(bits: UInt32) {
    self.bits = bits
  }

  init(nanoseconds: Int64) {
    let time = UInt64(min(max(nanoseconds, 0), 60_000_000_000_000))
    bits = UInt32(clamping: (time << 16) / 1_000_000_000)
  }

  var microseconds: Int { Int((UInt64(bits) * 1_000_000) >> 16) }

  /// The time to the other side and back (RFC 3550 §6.4.1), or `nil` where its report knows none of ours or where the
  /// clocks cannot both be right.
  static func roundTrip(arrival: NTPTime, lastReport: UInt32, delay: UInt32) -> ShortDuration? {
    guard lastReport != 0 else { return nil }
    let spent = Int32(bitPattern: arrival.short &- lastReport &- delay)
    // Beyond 30 s it is a clock that was set, or nonsense.
    guard spent >= 0, spent < 30 << 16 else { return nil }
    return ShortDuration(bits: UInt32(spent))
  }
}
