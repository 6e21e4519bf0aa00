import CallInterface

extension Interpreter {
  /// Transitioning: goes on until something waits or the call has ended. Always ends: the step's budget bounds it.
  mutating func proceed(_ first: Outcome) {
    var outcome = first
    while true {
      if case .ended = state { return }
      budget -= 1
      if budget < 0 {
        guard let event = runaway() else { return }
        outcome = .throwEvent(event)
      }
      switch outcome {
      case .proceed:
        outcome = performActivity()
      case .wait:
        return
      case .throwEvent(let event):
        outcome = handle(event)
      case .transition(let transition):
        outcome = begin(transition)
      case .nextItem(let index):
        context.dialog.next = index
        leaveExecution()
        context.activity = .select
        outcome = .proceed
      case .exit(let value):
        outcome = exit(CallEnd(reason: endReason(.exit), value: value))
      case .returnToCaller(let result):
        outcome = returnFromSubdialog(result)
      case .disconnect(let value):
        outcome = playOut(then: .disconnect(value))
      }
    }
  }

  private mutating func performActivity() -> Outcome {
    switch context.activity {
    case .initialiseDocument(let next, let ofRoot): initialiseDocument(next: next, ofRoot: ofRoot)
    case .initialiseDialog(let next): initialiseDialog(next: next)
    case .select: select()
    case .collect(let item): collect(item)
    case .execute: executeNext()
    case .waiting: .wait
    }
  }

  /// Too much was done since the last wait (assertion ROB-01): once it becomes an event that the flow may catch, with a
  /// little more to do it; then the call ends.
  private mutating func runaway() -> ThrownEvent? {
    let message = "more than \(options.stepLimit) steps without waiting for the caller: the flow goes round in circles"
    guard !hasRunAway, !contexts.isEmpty else {
      report(.uncaught(event: "error.semantic", message: message, location: place))
      finish(CallEnd(reason: .error))
      return nil
    }
    hasRunAway = true
    budget = options.stepLimit / 10
    return ThrownEvent("error.semantic", message)
  }

  // MARK: The end

  /// `exit`: what is queued is heard first (§4.1.8).
  mutating func exit(_ end: CallEnd) -> Outcome {
    leaveExecution()
    return playOut(then: .end(end))
  }

  /// Plays everything that is queued, then does something; at once where nothing is queued or nobody hears it.
  mutating func playOut(then next: AfterPrompts) -> Outcome {
    if gone != nil { return after(next) }
    if hangupIsPending {
      if case .end(let end) = next {
        gone = .hangup
        finish(end)
        return .wait
      }
      return callerLeft()
    }
    startPlaying()
    if queue.isSilent { return after(next) }
    state = .playing(next)
    context.activity = .waiting
    return .wait
  }

  mutating func after(_ next: AfterPrompts) -> Outcome {
    switch next {
    case .end(let end):
      finish(end)
      return .wait
    case .disconnect(let value):
      return disconnect(value)
    case .record(let item):
      return beginRecording(item)
    case .transfer(let item):
      return beginTransfer(item)
    }
  }

  /// `disconnect`: we hang up, and the flow is told (§5.3.11).
  private mutating func disconnect(_ value: DataValue) -> Outcome {
    if gone == nil {
      gone = .disconnect
      disconnectValue = value
      commands.append(.hangUp)
    }
    leaveExecution()
    return .throwEvent(ThrownEvent("connection.disconnect.hangup"))
  }

  /// The reason to give when the flow ends by itself.
  func endReason(_ reason: CallEnd.Reason) -> CallEnd.Reason {
    if let gone { return gone }
    return failedEvent == nil ? reason : .error
  }

  mutating func finish(_ end: CallEnd) {
    if case .ended = state { return }
    discardQueue()
    forgetTypeAhead()
    let value = gone == .disconnect && end.value == .undefined ? disconnectValue : end.value
    let end = CallEnd(reason: gone == .disconnect || gone == .transfer ? gone ?? end.reason : end.reason, value: value)
    commands.append(.end(end))
    state = .ended
    contexts.removeAll()
  }
}
