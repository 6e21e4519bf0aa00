/// What a line listens for, and how.
public struct LineSettings: Hashable, Sendable {
  public var keys = DTMFDetectorSettings()
  public var merging = KeyMerger.Settings()
  public var sender = DTMFSender.Settings()
  /// Whose busy and congestion tones end a call; empty where the line tells its end otherwise.
  public var tonePlans: [TonePlan] = []
  /// Whether a calling fax machine is told.
  public var hearsFax = true

  public init() {}
}
