/// `catch`, or one of its shorthands `error`, `help`, `noinput`, `nomatch` (VoiceXML 2.0 §5.2.2, §5.2.3).
public struct Handler: Sendable {
  /// Event names, each a prefix by whole dotted parts; empty means every event.
  public let events: [String]
  public let count: Int
  public let condition: Expression?
  public let content: [Executable]
  public let location: SourceLocation

  public init(events: [String], count: Int, condition: Expression?, content: [Executable], location: SourceLocation) {
    self.events = events
    self.count = count
    self.condition = condition
    self.content = content
    self.location = location
  }
}

/// The event and message of `throw`, `choice`, `link` and `return`.
public struct EventToThrow: Hashable, Sendable {
  public let event: TextSource
  public let message: TextSource?

  public init(event: TextSource, message: TextSource?) {
    self.event = event
    self.message = message
  }
}
