public import CallInterface
public import FlowInterpreter

/// How a call went.
public struct CallOutcome: Hashable, Sendable {
  public let end: CallEnd
  /// When it ended.
  public let ended: CallInstant
  /// How many reports the interpreter made.
  public let reports: Int
  /// Every event with its time, if the runner was asked to keep them: with the flow and the facts, the whole call.
  public let events: [RecordedEvent]
  public let record: CallRecord
  /// Where the call has been, if its options ask for it.
  public let passages: Set<Passage>
}

/// One entry of a call's event list.
public struct RecordedEvent: Hashable, Codable, Sendable {
  public let at: CallInstant
  public private(set) var event: CallEvent
  /// The caller entered something secure: which key or words it was is not kept, and the call cannot be replayed.
  public private(set) var isConcealed = false

  public init(at: CallInstant, event: CallEvent) {
    self.at = at
    self.event = event
  }

  mutating func conceal() {
    isConcealed = true
    switch event {
    case .digit: event = .digit(.zero)
    case .digitBegan: event = .digitBegan(.zero)
    case .words: event = .words(Concealed.text)
    case .answered, .deadlineReached, .digitEnded, .toneHeard, .promptFinished, .markReached, .fetched, .recordingHeard,
      .recorded, .transferAnswered, .transferEnded, .extended, .promised, .hungUp:
      break
    }
  }
}
