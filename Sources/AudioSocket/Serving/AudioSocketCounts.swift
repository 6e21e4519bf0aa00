/// What has happened at a listener so far.
public struct AudioSocketCounts: Hashable, Sendable {
  public var connections = 0
  /// Connections that are up, those that are just ending included.
  public var active = 0
  /// Not from an address that may connect.
  public var strangers = 0
  /// More than there is room for.
  public var overLimit = 0
  /// Calls whose id came.
  public var calls = 0
  /// By `AudioSocketEnding.name`.
  public var endings: [String: Int] = [:]
  /// Of the calls that have ended.
  public var framesDropped = 0
  public var messagesSkipped = 0

  public init() {}
}
