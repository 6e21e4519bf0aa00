import CallInterface

/// `ivr.maxcalltime`: the call ends there, whatever it does.
///
/// First the flow is told by the event `ivr.maxcalltime`, whose default handler says goodbye: at once, but for a recording or
/// a transfer, which are stopped first. A flow that goes on all the same is hung up on after a time of grace.
struct CallTime {
  /// How long a flow may go on after `ivr.maxcalltime`.
  static let grace = Duration.seconds(30)
  static let event = "ivr.maxcalltime"

  var answeredAt: CallInstant?
  /// When the time was over.
  var isOverSince: CallInstant?
  /// It was over during a recording or a transfer, whose end is awaited.
  var isUntold = false
}

extension Interpreter {
  /// `nil` also once the caller is gone: final processing has a limit of its own.
  var callTimeDeadline: CallInstant? {
    guard gone == nil, !hangupIsPending, !contexts.isEmpty else { return nil }
    if let over = callTime.isOverSince { return over + CallTime.grace }
    guard let answeredAt = callTime.answeredAt, let limit = time("ivr.maxcalltime"), limit > .zero else { return nil }
    return answeredAt + limit
  }

  mutating func expireCallTime() {
    guard callTime.isOverSince == nil else { return cutOff() }
    callTime.isOverSince = now
    switch state {
    case .beforeCall, .ended, .playing(.end), .playing(.disconnect):
      break  // It ends anyhow.
    case .playing, .fetching, .extending, .promising, .input:
      fallSilent()
      proceed(Self.callTimeIsOver)
    case .recording(let recording):
      callTime.isUntold = true
      if case .running = recording.ending { proceed(stop(recording, .callTime)) }
    case .transferring(let transfer):
      callTime.isUntold = true
      if case .running = transfer.ending { proceed(end(transfer, .maxTime)) }
    }
  }

  private static var callTimeIsOver: Outcome {
    .throwEvent(ThrownEvent(CallTime.event, "the call has lasted as long as ivr.maxcalltime allows"))
  }

  /// What follows a recording or a transfer: the event, where the time was over during it.
  mutating func unlessTimeIsOver(_ outcome: Outcome) -> Outcome {
    guard callTime.isUntold else { return outcome }
    callTime.isUntold = false
    if gone != nil || hangupIsPending { return outcome }
    return Self.callTimeIsOver
  }

  /// The time of grace is over too.
  private mutating func cutOff() {
    fallSilent()
    var next = AfterPrompts.disconnect(.undefined)
    switch state {
    case .playing(.end(let end)): next = .end(end)
    case .playing(.disconnect(let value)): next = .disconnect(value)
    case .recording(let recording): commands.append(.stopRecording(recording.id))
    case .transferring(let transfer): commands.append(.endTransfer(transfer.id))
    case .beforeCall, .ended, .playing, .fetching, .extending, .promising, .input: break
    }
    proceed(after(next))
  }

  /// Nothing that was queued or typed ahead matters any more.
  private mutating func fallSilent() {
    _ = queue.takeQueued()
    stopPlaying()
    forgetTypeAhead()
  }
}
