import CallInterface

extension Interpreter {
  /// One event in the present state. Whatever is late (a stale id, a key after the end) is a row that changes nothing.
  mutating func take(_ event: CallEvent) {
    switch event {
    case .answered:
      guard case .beforeCall = state else { return }
      callTime.answeredAt = now
      proceed(begin(flow))
    case .deadlineReached:
      break  // Deadlines are handled by time, before the event.
    case .digit(let digit):
      secrets.countInput()
      press(digit)
    case .digitBegan(let digit):
      secrets.countInput()
      keyClock.press(at: now)
      press(digit)
    case .digitEnded:
      keyClock.release(at: now)
    case .toneHeard(let tone):
      hear(tone)
    case .words(let words):
      secrets.countInput()
      hear(words)
    case .promptFinished(let id):
      promptFinished(id)
    case .markReached(let id, let name):
      markReached(id, name)
    case .fetched(let id, let result):
      fetched(id, result)
    case .recordingHeard(let id):
      recordingHeard(id)
    case .recorded(let id, let result):
      recorded(id, result)
    case .transferAnswered(let id):
      transferAnswered(id)
    case .transferEnded(let id, let result):
      transferEnded(id, result)
    case .extended(let id, let result):
      extended(id, result)
    case .promised(let id, let answer):
      promised(id, answer)
    case .hungUp:
      hungUp()
    }
  }

  private mutating func press(_ digit: DTMFDigit) {
    switch state {
    case .beforeCall, .ended:
      break
    case .fetching, .extending, .promising:
      typeAhead.append(digit, input: secrets.present)
    case .playing:
      // Keys are thrown away while a prompt that cannot be interrupted is heard (§4.1.5).
      guard queue.current?.prompt.bargeIn != QueuedPrompt.BargeIn.none else { return concealThrownAway() }
      typeAhead.append(digit, input: secrets.present)
      if case .playing(.transfer(let item)) = state { pressedBeforeTransfer(item) }
    case .input(let input):
      proceed(press(digit, in: input))
    case .recording(let recording):
      proceed(press(digit, in: recording))
    case .transferring(let transfer):
      proceed(press(digit, in: transfer))
    }
  }

  private mutating func hear(_ words: String) {
    switch state {
    case .playing(.transfer(let item)):
      hear(words, beforeTransfer: item)
    case .beforeCall, .ended, .fetching, .playing, .recording, .extending, .promising:
      break
    case .input(let input):
      proceed(hear(words, in: input))
    case .transferring(let transfer):
      proceed(hear(words, in: transfer))
    }
  }

  private mutating func promptFinished(_ id: ActivityID) {
    guard queue.finished(id) else { return }
    reportPlaying()
    switch state {
    case .playing(let next):
      if queue.isSilent { proceed(after(next)) }
    case .input(var input):
      guard queue.isSilent else { return }
      input.audioEnd = now
      if input.collector.keys.isEmpty { input.silence = keyTime + input.timeout }
      state = .input(input)
    case .fetching(let wait):
      if queue.isSilent { fallSilent(wait) }
    case .beforeCall, .recording, .transferring, .extending, .promising, .ended:
      break
    }
  }

  private mutating func markReached(_ id: ActivityID, _ name: String) {
    guard case .input(var input) = state, queue.playing.contains(where: { $0.id == id }) else { return }
    input.mark = (name, now)
    state = .input(input)
  }

  /// The caller is gone (§1.5.4).
  mutating func hungUp() {
    guard gone == nil else { return }
    switch state {
    case .ended:
      break
    case .beforeCall:
      finish(CallEnd(reason: .hangup))
    case .fetching, .extending, .promising:
      hangupIsPending = true
      stopPlaying()
    case .playing(.end(let end)):
      stopPlaying()
      gone = .hangup
      finish(end)
    case .playing, .input:
      proceed(callerLeft())
    case .recording(let recording):
      hungUp(during: recording)
    case .transferring(let transfer):
      commands.append(.endTransfer(transfer.id))
      proceed(callerLeft())
    }
  }

  /// Begins final processing after the caller hung up.
  mutating func callerLeft() -> Outcome {
    hangupIsPending = false
    gone = .hangup
    stopPlaying()
    context.activity = .waiting
    return .throwEvent(ThrownEvent("connection.disconnect.hangup"))
  }
}
