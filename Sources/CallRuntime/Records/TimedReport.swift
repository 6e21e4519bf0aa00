public import CallInterface

/// A report and when it was told.
public struct TimedReport: Hashable, Sendable {
  public let at: CallInstant
  public let report: CallReport

  public init(at: CallInstant, _ report: CallReport) {
    self.at = at
    self.report = report
  }
}
