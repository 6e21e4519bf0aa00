/// Takes the events of a line that nobody asks, such as the far end of a transfer.
public struct DeafSink: EventSink {
  public init() {}

  public var now: CallInstant { .start }
  public func post(_ event: CallEvent) {}
  public func schedule(_ event: CallEvent, after delay: Duration) -> ScheduledEvent { ScheduledEvent(number: 0) }
  public func cancel(_ scheduled: ScheduledEvent) {}
  public func isPending(_ scheduled: ScheduledEvent) -> Bool { false }
}
