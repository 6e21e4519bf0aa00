import CallInterface
import Testing

/// Durations in nanoseconds, up to the longest that can be counted.
struct DurationTests {
  @Test(arguments: [
    (Duration.zero, Int64(0)), (.milliseconds(1500), 1_500_000_000), (.nanoseconds(-7), -7),
    (Duration(secondsComponent: 9_223_372_036, attosecondsComponent: 854_775_807_000_000_000), Int64.max),
    (Duration(secondsComponent: 9_223_372_036, attosecondsComponent: 999_999_999_000_000_000), Int64.max),
    (.seconds(Int64.max), Int64.max),
  ])
  func nanoseconds(_ duration: Duration, _ expected: Int64) { #expect(duration.nanoseconds == expected) }
}
