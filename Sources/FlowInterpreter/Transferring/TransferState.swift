import CallInterface

/// A transfer that begins when the prompts before it were heard.
struct HeldTransfer {
  let request: TransferRequest
  /// `nil`: it has a destination of its own.
  let route: RouteProgress?
}

/// A transfer attempt or a bridge in progress (VoiceXML 2.0 §2.3.7).
struct TransferState {
  let id: ActivityID
  let item: Int
  let request: TransferRequest
  let grammars: [ActiveGrammar]
  var collector: DigitCollector
  /// Zero means without limit.
  let maxTime: Duration
  var answeredAt: CallInstant?
  let startedAt: CallInstant
  var route: RouteProgress?
  var ending: Ending = .running

  enum Ending {
    case running
    /// The caller's input ended it.
    case input(mode: InputMode, utterance: String)
    case maxTime
    case noAnswer
  }

  /// When it must be ended: nobody answers, or the bridge has lasted long enough.
  var deadline: CallInstant? {
    guard case .running = ending else { return nil }
    guard let answeredAt else { return startedAt + request.connectTimeout }
    return request.kind == .bridge && maxTime > .zero ? answeredAt + maxTime : nil
  }

  /// When a caller who waits is told something.
  var newsDue: CallInstant? {
    guard case .running = ending, answeredAt == nil else { return nil }
    return route?.waiting.map(\.due).min()
  }
}
