/// What numbers of a host may be, so that no sum of them can overflow.
enum HostLimits {
  /// Times and durations in milliseconds: up to 31 years.
  static let times: ClosedRange<Int64> = 0...1_000_000_000_000
  /// Points of time in milliseconds since 1970: ECMAScript's (ECMA-262 §21.4.1.1).
  static let dates: ClosedRange<Int64> = -8_640_000_000_000_000...8_640_000_000_000_000
  /// Offsets of local time from UTC in seconds: a day.
  static let offsets: ClosedRange<Int64> = -86_400...86_400
  /// Whole numbers that JSON carries exactly.
  static let counts: ClosedRange<Int64> = 0...9_007_199_254_740_991
  static let statuses = 100...999
  static let successes = 200...299
}
