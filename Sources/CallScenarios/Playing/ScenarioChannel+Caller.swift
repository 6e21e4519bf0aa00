import CallInterface

/// The caller: begins an act when its moment has come.
extension ScenarioChannel {
  func advance() async {
    while let sink, !hasHungUp, end == nil {
      if let act {
        guard act.isDone(on: sink) else { return }
        finishAct(act)
        if hasHungUp { return }
      }
      if nextAct == nil, !isInTheMiddleOfKeys, isTheCallersTurn(to: .hangUp, on: sink) { await readAct() }
      guard let index = nextAct, mayBegin(lines[index].kind, on: sink) else { return await noteIdleness() }
      await closeTurn(.waiting(waiting))
      begin(index, on: sink)
    }
  }

  /// Waits for the caller's next line.
  func readAct() async {
    while let feed, nextAct == nil {
      guard let line = await feed.next() else {
        self.feed = nil
        feedHasEnded = true
        break
      }
      lines.append(line)
      if !line.kind.isCallerAct { arrangeWorld(from: lines.count - 1) }
    }
    if feedHasEnded, nextAct == nil, case .input = waiting {
      lines.append(ScenarioLine(number: 0, column: 1, kind: .hangup(.whenWaiting)))
    }
  }

  /// Keys were pressed whose meaning a pause may still decide.
  private var isInTheMiddleOfKeys: Bool {
    if case .input(let wait) = waiting { !wait.keys.isEmpty } else { false }
  }

  /// The flow waits for a caller who has nothing more to do, or whose next moment has not come.
  private func noteIdleness() async {
    guard turns[turns.count - 1].idle == nil, case .input(let wait) = waiting, !wait.prompting, wait.keys.isEmpty else {
      return
    }
    if nextAct != nil { await askQuestions() }
    turns[turns.count - 1].idle = Turn.Idle(heard: turns[turns.count - 1].heard.count, state: .waiting(waiting))
  }

  func finishAct(_ act: Act) {
    if act.isHangUp { hasHungUp = true }
    self.act = nil
  }

  /// Place of the caller's next line.
  var nextAct: Int? {
    lines[position...].firstIndex { $0.kind.isCallerAct }
  }

  private func mayBegin(_ kind: ScenarioLine.Kind, on sink: any EventSink) -> Bool {
    switch kind {
    case .press(let strokes, let atOnce):
      atOnce ? isDue : isTheCallersTurn(to: strokes.first.map { .press($0.digit) } ?? .say, on: sink)
    case .say(_, let atOnce): atOnce ? isDue : isTheCallersTurn(to: .say, on: sink)
    case .silence:
      if case .input(let wait) = waiting { !wait.prompting } else { false }
    case .wait, .hangup(.after): isDue
    case .hangup(.whenWaiting): isTheCallersTurn(to: .hangUp, on: sink)
    case .hangup(.duringPrompt): playback.rest(at: sink.now) != nil && hasHeardExpected
    // Begins with the recording itself.
    case .record: false
    case .flow, .call, .seed, .set, .transfer, .fetch, .expectPrompt, .expectState, .expectTrue, .expectLog: false
    }
  }

  private enum Wish {
    case press(DTMFDigit)
    case say
    case hangUp
  }

  /// Whether the flow waits, all of its prompts were heard, and this is what it waits for.
  private func isTheCallersTurn(to wish: Wish, on sink: any EventSink) -> Bool {
    switch waiting {
    case .input(let wait): return !wait.prompting
    case .recording:
      guard let recording, recording.isSpoken(on: sink) else { return false }
      switch wish {
      case .hangUp: return true
      // These end a recording; any other key is kept for the question that comes after it.
      case .press(.pound), .press(.star): return recording.request.listens && hasHeardExpected
      case .press, .say: return false
      }
    case .transfer:
      guard let transfer, transfer.isConnected else { return false }
      switch wish {
      case .hangUp: return true
      case .press, .say: return transfer.request.listens && hasHeardExpected
      }
    case .call, .fetch, .prompts, .extension, .promise, .ended: return false
    }
  }

  /// What happens at once still comes after the prompts that are listed before it, unless they will never come.
  private var isDue: Bool {
    if case .call = waiting { return false }
    if case .input(let wait) = waiting, !wait.prompting { return true }
    return hasHeardExpected
  }

  /// Whether the prompts that the present turn must bring have come, or as many others.
  private var hasHeardExpected: Bool {
    let patterns = lines[position..<(nextAct ?? lines.endIndex)].compactMap { line in
      if case .expectPrompt(let pattern) = line.kind { pattern } else { nil as WordPattern? }
    }
    guard !patterns.isEmpty else { return true }
    let whole = WordPattern(patterns.map(\.text).joined(separator: " "))
    let heard = turns[turns.count - 1].heard
    return heard.count >= patterns.count || whole.matches(heard.joined(separator: " "))
  }

  /// Ends the present turn: asks its questions and notes where the call stands.
  func closeTurn(_ standing: CallStanding) async {
    if case .waiting = standing {
      turns[turns.count - 1].idle = nil
      await askQuestions()
    }
    turns[turns.count - 1].state = standing
  }

  /// Asks what the present turn wants to be true. In the last turn that is done at every wait: nobody can be asked once
  /// the call is over, and of a caller who has fallen silent the first wait counts.
  func askQuestions() async {
    guard turns[turns.count - 1].idle == nil else { return }
    for index in position..<(nextAct ?? lines.endIndex) {
      guard case .expectTrue(let expression) = lines[index].kind else { continue }
      turns[turns.count - 1].answers[index] = await world.evaluate(expression)
    }
  }

  func begin(_ index: Int, on sink: any EventSink) {
    turns.append(Turn(act: index))
    position = index + 1
    arrangeWorld(from: position)
    switch lines[index].kind {
    case .press(let strokes, _):
      var delay = Duration.zero
      var last: ScheduledEvent?
      for stroke in strokes {
        inputs.append(index)
        delay += stroke.pause
        last = press(stroke.digit, after: delay, on: sink)
      }
      act = last.map { Act(.until($0)) }
    case .say(let words, _):
      inputs.append(index)
      act = Act(.until(sink.schedule(.words(words), after: .zero)))
    case .silence(let time): act = Act(.silence(until: time.map { sink.scheduleReminder(after: $0) }))
    case .wait(let time): act = Act(.until(sink.scheduleReminder(after: time)))
    case .hangup(let moment):
      let delay =
        switch moment {
        case .whenWaiting: Duration.zero
        case .after(let time): time
        case .duringPrompt: (playback.rest(at: sink.now) ?? .zero) / 2
        }
      act = Act(.hangUp(sink.schedule(.hungUp, after: delay)))
    case .record: act = Act(.speech)
    case .flow, .call, .seed, .set, .transfer, .fetch, .expectPrompt, .expectState, .expectTrue, .expectLog: break
    }
  }

  /// The event with which a key is over.
  private func press(_ digit: DTMFDigit, after delay: Duration, on sink: any EventSink) -> ScheduledEvent {
    guard let sounding else { return sink.schedule(.digit(digit), after: delay) }
    sounding.caller.press(digit, at: sink.now.advanced(by: delay))
    return sink.scheduleReminder(after: delay + ScriptedCaller.keyTime)
  }

  /// How the world answers from here on holds as soon as the caller's act before it has begun.
  func arrangeWorld(from start: Int) {
    for line in lines[start...].prefix(while: { !$0.kind.isCallerAct }) {
      switch line.kind {
      case .transfer(let outcome): transferOutcomes.append(outcome)
      case .fetch(let uri, let answer, let delay): world.override(uri, answer, delay)
      case .flow, .call, .seed, .set, .press, .say, .silence, .wait, .record, .hangup, .expectPrompt, .expectState,
        .expectTrue, .expectLog:
        break
      }
    }
  }
}
