import CallInterface

/// What the interpreter asked for and the world has not answered yet, and every number it ever gave out.
struct Outstanding {
  enum Activity {
    case fetch(FetchRequest), prompt(QueuedPrompt), recording, transfer, element, promise
  }

  private(set) var open: [(id: ActivityID, activity: Activity)] = []
  private(set) var lastNumber = 0
  /// What the commands did that they may not.
  private(set) var complaint: String?

  mutating func note(_ commands: [CallCommand]) {
    for command in commands {
      switch command {
      case .fetch(let id, let request): begin(id, .fetch(request))
      case .play(let id, let prompt): begin(id, .prompt(prompt))
      case .record(let id, _): begin(id, .recording)
      case .transfer(let id, _): begin(id, .transfer)
      case .extend(let id, _): begin(id, .element)
      case .promise(let id, _): begin(id, .promise)
      case .stopPlaying: open.removeAll { if case .prompt = $0.activity { true } else { false } }
      case .stopRecording, .endTransfer, .withdrawPromise, .hangUp, .end, .report: break
      }
    }
  }

  mutating func answered(_ id: ActivityID) {
    open.removeAll { $0.id == id }
  }

  /// Only where the activity is one that such an event ends.
  mutating func answered(_ id: ActivityID, like event: CallEvent) {
    open.removeAll {
      guard $0.id == id else { return false }
      return switch ($0.activity, event) {
      case (.fetch, .fetched), (.prompt, .promptFinished), (.recording, .recorded), (.transfer, .transferEnded),
        (.element, .extended), (.promise, .promised):
        true
      default: false
      }
    }
  }

  private mutating func begin(_ id: ActivityID, _ activity: Activity) {
    if id.number <= lastNumber { complaint = "activity \(id) begins after \(lastNumber)" }
    lastNumber = max(lastNumber, id.number)
    open.append((id, activity))
  }
}
