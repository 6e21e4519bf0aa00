/// What a telephone server has done so far.
public struct ServerCounts: Hashable, Sendable {
  /// Calls that arrived and were taken.
  public var answered = 0
  /// Calls that we made.
  public var placed = 0
  public var ended = 0
  public var refused: [CallRefusal: Int] = [:]
  /// Transfers that flows began.
  public var transfers = 0
  /// Calls that are up.
  public var active = 0
  /// The same by the name of their route.
  public var activeByRoute: [String: Int] = [:]
  /// What flows said of their calls (`ivr:outcome`, `ivr:metric`).
  public var business = BusinessCounts()
  public var isDraining = false

  public init() {}
}
