public import CallInterface

extension AudioLine {
  /// Hands on what has happened since the last time, and forgets it.
  public func tell(_ sink: any EventSink, log: (LineNote) -> Void) {
    for event in events { sink.post(event) }
    for note in notes { log(note) }
    events.removeAll(keepingCapacity: true)
    notes.removeAll(keepingCapacity: true)
  }
}
