import CallInterface
import Telephony

/// Takes the events of a line that nobody asks: the far end of a transfer.
struct DeafSink: EventSink {
  var now: CallInstant { .start }
  func post(_ event: CallEvent) {}
  func schedule(_ event: CallEvent, after delay: Duration) -> ScheduledEvent { ScheduledEvent(number: 0) }
  func cancel(_ scheduled: ScheduledEvent) {}
  func isPending(_ scheduled: ScheduledEvent) -> Bool { false }
}
