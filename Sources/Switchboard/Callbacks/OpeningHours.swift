public import CallRuntime

/// When people may be called back. Times are milliseconds since 1970.
public protocol OpeningHours: Sendable {
  func isOpen(at now: Int64) -> Bool
  /// When it opens next, if it is closed; `nil`: never again.
  func nextOpening(after now: Int64) -> Int64?
}

/// At any hour.
public struct AlwaysOpen: OpeningHours {
  public init() {}
  public func isOpen(at now: Int64) -> Bool { true }
  public func nextOpening(after now: Int64) -> Int64? { now }
}

/// The same hours each day, by the clocks of this place: `09:00-20:30`.
public struct DailyHours: OpeningHours {
  /// Milliseconds since midnight.
  private let from: Int64
  private let to: Int64
  private let utcOffset: @Sendable (Int64) -> Int

  private static let day: Int64 = 86_400_000

  /// - Parameters:
  ///   - text: from the first minute to the one that is no more open, on one day: `24:00` is its end.
  ///   - utcOffset: what clocks here differ from UTC by at a time, in seconds.
  public init?(_ text: String, utcOffset: @escaping @Sendable (Int64) -> Int = WallClock.utcOffset(at:)) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.time)
    guard ends.count == 2, let from = ends[0], let to = ends[1], from < to else { return nil }
    self.from = from
    self.to = to
    self.utcOffset = utcOffset
  }

  public func isOpen(at now: Int64) -> Bool {
    let time = Self.sinceMidnight(now + offset(now))
    return from <= time && time < to
  }

  public func nextOpening(after now: Int64) -> Int64? {
    if isOpen(at: now) { return now }
    let local = now + offset(now)
    let opening = local - Self.sinceMidnight(local) + from
    let next = opening > local ? opening : opening + Self.day
    // Clocks may have been put forward or back by then.
    return next - offset(next - offset(now))
  }

  private func offset(_ now: Int64) -> Int64 { Int64(utcOffset(now)) * 1000 }

  private static func sinceMidnight(_ local: Int64) -> Int64 {
    let rest = local % day
    return rest < 0 ? rest + day : rest
  }

  private static func time(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let hour = Int64(parts[0]), let minute = Int64(parts[1]), minute < 60, hour * 60 + minute <= 24 * 60
    else { return nil }
    return (hour * 60 + minute) * 60_000
  }
}
