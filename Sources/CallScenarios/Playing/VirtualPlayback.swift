import CallInterface
import Prompting

/// What is being heard in virtual time: prompts one after another, each as long as a rule says.
struct VirtualPlayback {
  private struct Playing {
    let begin: CallInstant
    let end: CallInstant
    let events: [ScheduledEvent]
  }
  private var queue: [Playing] = []

  /// Puts a prompt behind what is still heard, and schedules its marks and its end.
  mutating func play(
    _ id: ActivityID, lasting duration: Duration, marks: [MarkTime], on sink: any EventSink
  ) {
    let now = sink.now
    let begin = max(now, queue.last?.end ?? now)
    let lead = now.duration(to: begin)
    var events = marks.map { sink.schedule(.markReached(id, name: $0.name), after: lead + $0.time) }
    events.append(sink.schedule(.promptFinished(id), after: lead + duration))
    queue.append(Playing(begin: begin, end: begin.advanced(by: duration), events: events))
  }

  /// The same for a prompt whose marks and end a line will tell.
  mutating func expect(lasting duration: Duration, at now: CallInstant) {
    let begin = max(now, queue.last?.end ?? now)
    queue.append(Playing(begin: begin, end: begin.advanced(by: duration), events: []))
  }

  /// Falls silent.
  mutating func stop(on sink: any EventSink) {
    for playing in queue {
      for event in playing.events { sink.cancel(event) }
    }
    queue.removeAll()
  }

  /// How long the prompt that is heard now still lasts; `nil` in silence.
  func rest(at now: CallInstant) -> Duration? {
    queue.first { $0.begin <= now && now < $0.end }.map { now.duration(to: $0.end) }
  }
}
