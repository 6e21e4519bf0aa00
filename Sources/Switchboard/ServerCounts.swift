/// What a telephone server has done so far.
public struct ServerCounts: Hashable, Sendable {
  public var answered = 0
  public var ended = 0
  /// By the status that refused them.
  public var refused: [Int: Int] = [:]
  public var transfers = 0
  /// Calls that are up.
  public var active = 0
  public var isDraining = false

  public init() {}
}
