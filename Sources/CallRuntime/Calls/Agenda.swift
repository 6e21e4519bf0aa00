import CallInterface

/// Events that will happen by themselves, the next first; those of one moment in the order of their numbers.
struct Agenda: Sendable {
  struct Entry: Hashable, Sendable {
    let at: CallInstant
    let number: Int
    let event: CallEvent
  }
  /// The next last, where removing is cheap.
  private var entries: [Entry] = []
  private var lastNumber = 0

  var next: Entry? { entries.last }

  mutating func add(_ event: CallEvent, at instant: CallInstant) -> ScheduledEvent {
    lastNumber += 1
    // It has the largest number, so it comes before (in the array) every entry of its moment.
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].at > instant { low = middle + 1 } else { high = middle }
    }
    entries.insert(Entry(at: instant, number: lastNumber, event: event), at: low)
    return ScheduledEvent(number: lastNumber)
  }

  mutating func removeNext() {
    if !entries.isEmpty { entries.removeLast() }
  }

  func contains(_ scheduled: ScheduledEvent) -> Bool {
    entries.contains { $0.number == scheduled.number }
  }

  mutating func cancel(_ scheduled: ScheduledEvent) {
    entries.removeAll { $0.number == scheduled.number }
  }

  /// Answers that take time.
  mutating func removeAnswers() {
    entries.removeAll { $0.event.isAnswer }
  }

  mutating func removeAll() {
    entries.removeAll()
  }
}

extension CallEvent {
  /// Whether it ends work that the runner began: a fetch, an element of the host, a promise.
  var isAnswer: Bool {
    switch self {
    case .fetched, .extended, .promised: true
    case .answered, .digit, .digitBegan, .digitEnded, .toneHeard, .words, .promptFinished, .markReached,
      .recordingHeard, .recorded, .transferAnswered, .transferEnded, .hungUp, .deadlineReached:
      false
    }
  }
}
