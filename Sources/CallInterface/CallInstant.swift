/// A moment of one call: how long after the call began. Times come with events; nothing here reads a clock.
public struct CallInstant: InstantProtocol, Codable, CustomStringConvertible {
  public var sinceStart: Duration

  public init(sinceStart: Duration) {
    self.sinceStart = sinceStart
  }

  public static let start = CallInstant(sinceStart: .zero)

  public static func < (a: CallInstant, b: CallInstant) -> Bool { a.sinceStart < b.sinceStart }
  public func advanced(by duration: Duration) -> CallInstant { CallInstant(sinceStart: sinceStart + duration) }
  public func duration(to other: CallInstant) -> Duration { other.sinceStart - sinceStart }

  /// Whole milliseconds since the call began.
  public var milliseconds: Int64 { sinceStart.wholeMilliseconds }
  public var description: String { "\(milliseconds) ms" }
}

extension Duration {
  /// Rounded towards zero.
  public var wholeMilliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }

  /// Rounded towards zero; what is too long to count is `Int64.max`.
  package var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carried) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
    return overflow || carried ? .max : sum
  }
}

extension CallInstant {
  public static func + (instant: CallInstant, duration: Duration) -> CallInstant { instant.advanced(by: duration) }
}
