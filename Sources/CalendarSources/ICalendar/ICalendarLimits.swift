/// What a calendar file may cost. A file past one of these is refused.
public struct ICalendarLimits: Hashable, Sendable {
  public var bytes = 2 << 20
  /// Of one line, after unfolding.
  public var lineBytes = 64 << 10
  public var depth = 8
  public var events = 10_000
  /// Of one event that recurs; 60 years of days are 21 915.
  public var occurrences = 22_500
  public var allOccurrences = 100_000
  /// For working out all recurrences; only what was made to take long comes near.
  public var recurring: Duration = .seconds(10)
  /// Longest span of one event with a time of day.
  public var days = 60
  /// Findings after which it is not read on.
  public var findings = 20

  public init() {}
}
