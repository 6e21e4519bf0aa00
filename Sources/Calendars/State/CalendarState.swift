/// What a calendar says at one instant.
public struct CalendarState: Hashable, Sendable {
  public let isOpen: Bool
  /// Of the line that decides; empty where it has none, or where usual hours are over.
  public let label: String
  public let dayPart: DayPart
  /// The date by the calendar's clock.
  public let day: CivilDay
  /// When open becomes closed or closed open; `nil` where nothing changes within two years.
  public let nextChange: LocalInstant?
  /// Until here nothing of this changes; milliseconds since 1970-01-01T00:00:00Z.
  public let validUntil: Int64
}

/// An instant and what the clock of a zone shows then.
public struct LocalInstant: Hashable, Sendable, CustomStringConvertible {
  /// Since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64
  /// Seconds that the clock is ahead of UTC.
  public let offset: Int

  public init(_ milliseconds: Int64, in zone: ZoneRules) {
    self.init(milliseconds, offset: zone.offset(at: milliseconds.floored(by: 1000)))
  }

  init(_ milliseconds: Int64, offset: Int) {
    self.milliseconds = milliseconds
    self.offset = offset
  }

  private var localSeconds: Int64 { milliseconds.floored(by: 1000) + Int64(offset) }

  public var day: CivilDay { CivilDay(number: Int(localSeconds.floored(by: 86_400))) }

  /// Of the day, 0 to 86 399.
  public var second: Int { Int(localSeconds - localSeconds.floored(by: 86_400) * 86_400) }

  /// ISO 8601, in seconds and with the offset: `2027-02-13T08:00:00+08:00`.
  public var description: String {
    let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
    let minutes = abs(offset) / 60
    let zone = "\(offset < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    return "\(day)T\(clock)\(zone)"
  }
}

extension Int64 {
  /// Division that rounds down.
  func floored(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
