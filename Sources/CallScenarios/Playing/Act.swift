import CallInterface

/// An act of the caller that has begun.
struct Act {
  enum Progress {
    /// Over when this has happened: the last key, the words, the end of a time.
    case until(ScheduledEvent)
    /// The caller hangs up with this event.
    case hangUp(ScheduledEvent)
    /// Says nothing until the flow stops waiting for it, or until a time is over.
    case silence(until: ScheduledEvent?)
    /// Speaks into a recording that is just beginning.
    case speech
    case done
  }
  private(set) var progress: Progress

  init(_ progress: Progress) {
    self.progress = progress
  }

  var isSilence: Bool {
    if case .silence = progress { true } else { false }
  }
  var isSpeech: Bool {
    if case .speech = progress { true } else { false }
  }
  var isHangUp: Bool {
    if case .hangUp = progress { true } else { false }
  }

  func isDone(on sink: any EventSink) -> Bool {
    switch progress {
    case .until(let event), .hangUp(let event), .silence(until: let event?): !sink.isPending(event)
    case .silence(until: nil), .speech: false
    case .done: true
    }
  }

  /// Silence without a time ends with the wait that it answers.
  mutating func note(_ report: CallReport) {
    guard case .silence(until: nil) = progress else { return }
    switch report {
    case .noinput, .nomatch, .match, .record, .transfer: progress = .done
    case .entered, .prompt, .input, .caught, .log, .fetch, .extension, .callback, .language, .metric, .outcome,
      .warning, .uncaught:
      break
    }
  }
}
