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
      if nextAct == nil, isTheCallersTurn(toSpeak: false, on: sink) { await readAct() }
      await noteIdleness()
      guard let index = nextAct, mayBegin(lines[index].kind, on: sink) else { return }
      await closeTurn(.waiting(waiting))
      begin(index, on: sink)
    }
  }

  /// Waits for the caller's next line. Without further lines the caller hangs up.
  func readAct() async {
    while let feed, nextAct == nil {
      let line = await feed.next()
      if line == nil { self.feed = nil }
      lines.append(line ?? ScenarioLine(number: 0, column: 1, kind: .hangup(.whenWaiting)))
      if !lines[lines.count - 1].kind.isCallerAct { arrangeWorld(from: lines.count - 1) }
    }
  }

  /// The caller has nothing more to do and the flow waits for the first time.
  private func noteIdleness() async {
    guard nextAct == nil, turns[turns.count - 1].idle == nil, case .input(let wait) = waiting, !wait.prompting else {
      return
    }
    turns[turns.count - 1].idle = Turn.Idle(heard: turns[turns.count - 1].heard.count, state: .waiting(waiting))
    await askQuestions()
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
    case .press(_, let atOnce), .say(_, let atOnce): atOnce ? isDue : isTheCallersTurn(toSpeak: true, on: sink)
    case .silence:
      if case .input(let wait) = waiting { !wait.prompting } else { false }
    case .wait, .hangup(.after): isDue
    case .hangup(.whenWaiting): isTheCallersTurn(toSpeak: false, on: sink)
    case .hangup(.duringPrompt): playback.rest(at: sink.now) != nil && hasHeardExpected
    // Begins with the recording itself.
    case .record: false
    case .flow, .call, .seed, .set, .transfer, .fetch, .expectPrompt, .expectState, .expectTrue, .expectLog: false
    }
  }

  /// Whether the flow waits and all of its prompts were heard. A caller who speaks needs somebody who listens.
  private func isTheCallersTurn(toSpeak: Bool, on sink: any EventSink) -> Bool {
    switch waiting {
    case .input(let wait): return !wait.prompting
    case .recording:
      guard let recording, recording.isSpoken(on: sink) else { return false }
      return !toSpeak || (recording.request.listens && hasHeardExpected)
    case .transfer:
      guard let transfer, transfer.isConnected else { return false }
      return !toSpeak || (transfer.request.listens && hasHeardExpected)
    case .call, .fetch, .prompts, .ended: return false
    }
  }

  /// What happens at once still comes after the prompts that are listed before it, unless they will never come.
  private var isDue: Bool {
    if case .call = waiting { return false }
    if case .input(let wait) = waiting, !wait.prompting { return true }
    return hasHeardExpected
  }

  /// Whether the prompts that the present turn must bring have come.
  private var hasHeardExpected: Bool {
    let patterns = lines[position..<(nextAct ?? lines.endIndex)].compactMap { line in
      if case .expectPrompt(let pattern) = line.kind { pattern } else { nil as WordPattern? }
    }
    guard !patterns.isEmpty else { return true }
    let whole = WordPattern(patterns.map(\.text).joined(separator: " "))
    return whole.matches(turns[turns.count - 1].heard.joined(separator: " "))
  }

  /// Ends the present turn: asks its questions and notes where the call stands.
  func closeTurn(_ standing: CallStanding) async {
    if turns[turns.count - 1].idle == nil { await askQuestions() }
    turns[turns.count - 1].state = standing
  }

  private func askQuestions() async {
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
        delay += stroke.pause
        last = sink.schedule(.digit(stroke.digit), after: delay)
      }
      act = last.map { Act(.until($0)) }
    case .say(let words, _): act = Act(.until(sink.schedule(.words(words), after: .zero)))
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

  /// How the world answers from here on holds as soon as the caller's act before it has begun.
  func arrangeWorld(from start: Int) {
    for line in lines[start...].prefix(while: { !$0.kind.isCallerAct }) {
      switch line.kind {
      case .transfer(let outcome): transferOutcomes.append(outcome)
      case .fetch(let uri, let answer): world.override(uri, answer)
      case .flow, .call, .seed, .set, .press, .say, .silence, .wait, .record, .hangup, .expectPrompt, .expectState,
        .expectTrue, .expectLog:
        break
      }
    }
  }
}

extension EventSink {
  /// Has the call settle again after a time, without anything happening to it: a fact about an activity that never was.
  func scheduleReminder(after time: Duration) -> ScheduledEvent {
    schedule(.promptFinished(ActivityID(-1)), after: time)
  }
}
