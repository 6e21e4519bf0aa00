import CallInterface
import ECMAScript
import FlowDocument
import Grammar

/// Waiting for the caller: fields, menus and `initial` (VoiceXML 2.0 §2.1.6.2.2, §4.1.8).
extension Interpreter {
  mutating func awaitInput(for item: PreparedItem, at index: Int) -> Outcome {
    if let outcome = refusesToWait() { return outcome }
    let grammars: [ActiveGrammar]
    switch activeGrammars(for: item, at: index) {
    case .done(let active): grammars = active
    case .instead(let outcome): return outcome
    }
    guard !grammars.isEmpty else {
      return .throwEvent(
        ThrownEvent(
          "error.semantic", "nothing can be said or pressed here: no grammar is active in '\(itemName(index))'"))
    }
    if let event = unsupportedUtteranceRecording() { return .throwEvent(event) }
    context.activity = .waiting
    let modes = (property("inputmodes") ?? "dtmf voice").split(separator: " ")
    noteWait()
    let timeout = queue.takeTimeout()
    rememberPrompts(of: item, at: index, timeout: timeout)
    let input = InputState(
      item: index, grammars: grammars, collector: collector(grammars), timeout: timeout ?? duration(.timeout),
      acceptsKeys: modes.contains("dtmf"), acceptsWords: modes.contains("voice"), isSecure: isSecure(item, grammars))
    state = .input(input)
    return beginListening(input)
  }

  /// `recordutterance` (2.1 §7): a type that cannot be recorded is told before the wait.
  private func unsupportedUtteranceRecording() -> ThrownEvent? {
    guard flag("recordutterance"), let type = property("recordutterancetype"),
      !Self.recordableTypes.contains(type.lowercased())
    else { return nil }
    return ThrownEvent("error.unsupported.format", "utterances cannot be recorded as \(type)")
  }

  /// Type-ahead goes first: keys that are there already make the prompts unheard, unless the first of them cannot be
  /// interrupted, which throws the keys away (§4.1.5).
  private mutating func beginListening(_ input: InputState) -> Outcome {
    let first = queue.current?.prompt ?? queue.queued.first
    if first?.bargeIn == QueuedPrompt.BargeIn.none || property("ivr.typeahead") == "discard" { forgetTypeAhead() }
    dropLateTerminator(before: input)
    if onlyMatchingKeysBargeIn {
      while let key = typeAhead.keys.first, !input.collector.acceptsFirst(key), alwaysKey(key, in: input) == nil {
        if let (_, place) = typeAhead.takeFirst(), input.isSecure { secrets.conceal(place) }
      }
    }
    if !typeAhead.isEmpty && input.acceptsKeys && first?.bargeIn != .hotword {
      _ = queue.takeQueued()
      stopPlaying()
      return takeTypeAhead()
    }
    startPlaying()
    if queue.isSilent { startSilence() }
    return typeAhead.isEmpty || !input.acceptsKeys ? .wait : takeTypeAhead()
  }

  private mutating func startSilence() {
    guard case .input(var input) = state else { return }
    input.silence = keyTime + input.timeout
    state = .input(input)
  }

  private mutating func takeTypeAhead() -> Outcome {
    while case .input(let input) = state, let (key, place) = typeAhead.takeFirst() {
      secrets.present = place
      let outcome = press(key, in: input)
      if case .wait = outcome { continue }
      return outcome
    }
    if case .input(let input) = state, queue.isSilent, input.collector.keys.isEmpty, input.silence == nil {
      startSilence()
    }
    return .wait
  }

  func collector(_ grammars: [ActiveGrammar]) -> DigitCollector {
    let timing = DigitCollector.Timing(
      interdigit: duration(.interdigittimeout), term: duration(.termtimeout),
      terminator: property("termchar").flatMap(\.first).flatMap { DTMFDigit($0) })
    let dtmf = grammars.enumerated().filter { $0.element.grammar.mode == .dtmf }
    return DigitCollector(timing: timing, grammars: dtmf.map { (index: $0.offset, grammar: $0.element.grammar) })
  }

  /// The terminator of an entry that was over without it (assertions DTMF-23, DTMF-25).
  private mutating func dropLateTerminator(before input: InputState) {
    guard let late = typeAhead.lateTerminator, typeAhead.keys.first == late.key else { return }
    typeAhead.lateTerminator = nil
    if !input.collector.acceptsFirst(late.key) { _ = typeAhead.takeFirst() }
  }

  mutating func noteLateTerminator(_ isAwaited: Bool, after timing: DigitCollector.Timing) {
    typeAhead.lateTerminator = isAwaited ? timing.terminator.map { ($0, keyTime + timing.interdigit) } : nil
  }

  private mutating func isLateTerminator(_ digit: DTMFDigit, in input: InputState) -> Bool {
    guard let late = typeAhead.lateTerminator else { return false }
    typeAhead.lateTerminator = nil
    return late.key == digit && keyTime <= late.until && input.collector.keys.isEmpty
      && !input.collector.acceptsFirst(digit)
  }

  // MARK: Keys

  /// `ivr.bargeinkeys`: a key that begins nothing changes nothing while a prompt is heard.
  private var onlyMatchingKeysBargeIn: Bool { property("ivr.bargeinkeys") == "matching" }

  mutating func press(_ digit: DTMFDigit, in input: InputState) -> Outcome {
    if input.isSecure { secrets.conceal(secrets.present) }
    guard input.acceptsKeys else { return .wait }
    let bargeIn = queue.current?.prompt.bargeIn
    if bargeIn == QueuedPrompt.BargeIn.none { return .wait }
    if isLateTerminator(digit, in: input) { return .wait }
    if let key = alwaysKey(digit, in: input) { return act(on: key, digit, in: input) }
    if bargeIn != nil, onlyMatchingKeysBargeIn, input.collector.keys.isEmpty, !input.collector.acceptsFirst(digit) {
      return .wait
    }
    var input = input
    input.silence = nil
    let result = input.collector.press(digit, at: keyTime)
    state = .input(input)
    if bargeIn == .hotword {
      if case .nomatch = result { return .wait }
      if case .more = result { return .wait }
    }
    if !queue.isSilent { input.audioEnd = now }
    stopPlaying()
    state = .input(input)
    return collected(result, in: input)
  }

  mutating func expire(_ input: InputState) -> Outcome {
    guard input.collector.deadline != nil else { return noinput() }
    var input = input
    let result = input.collector.expire()
    state = .input(input)
    if case .nomatch = result, queue.current?.prompt.bargeIn == .hotword { return .wait }
    if !queue.isSilent { input.audioEnd = now }
    stopPlaying()
    state = .input(input)
    return collected(result, in: input)
  }

  private mutating func collected(_ result: DigitCollector.Result, in input: InputState) -> Outcome {
    switch result {
    case .more:
      return .wait
    case .nomatch(let keys, let awaitsTerminator):
      reportInput(.dtmf, keys, isSecret: input.isSecure)
      forgetTypeAhead()
      noteLateTerminator(awaitsTerminator, after: input.collector.timing)
      return .throwEvent(ThrownEvent("nomatch", keys, isSecret: input.isSecure))
    case .match(let utterance, let leftover):
      if let leftover { typeAhead.prepend(leftover, input: secrets.present) }
      noteLateTerminator(utterance.awaitsTerminator, after: input.collector.timing)
      reportInput(.dtmf, utterance.keys, isSecret: input.isSecure)
      return matched(
        utterance.matches.map { (input.grammars[$0.grammar], $0.match) }, utterance: utterance.keys, mode: .dtmf,
        mark: input.markReached(by: now), isSecret: input.isSecure)
    }
  }

  private mutating func noinput() -> Outcome {
    .throwEvent(ThrownEvent("noinput"))
  }

  // MARK: Words

  mutating func hear(_ words: String, in input: InputState) -> Outcome {
    if input.isSecure { secrets.conceal(secrets.present) }
    guard input.acceptsWords else { return .wait }
    let bargeIn = queue.current?.prompt.bargeIn
    if bargeIn == QueuedPrompt.BargeIn.none { return .wait }
    let matches = Self.match(words, input.grammars)
    if matches.isEmpty && bargeIn == .hotword { return .wait }
    stopPlaying()
    let utterance = WhiteSpace.collapsed(words)
    reportInput(.voice, utterance, isSecret: input.isSecure)
    guard !matches.isEmpty else {
      return .throwEvent(ThrownEvent("nomatch", utterance, isSecret: input.isSecure))
    }
    return matched(
      matches, utterance: utterance, mode: .voice, mark: input.markReached(by: now), isSecret: input.isSecure)
  }

  /// The voice grammars that match the words, by precedence.
  static func match(_ words: String, _ grammars: [ActiveGrammar]) -> [(ActiveGrammar, GrammarMatch)] {
    let tokens = CompiledGrammar.tokens(of: words)
    return grammars.compactMap { active in
      guard active.grammar.mode == .voice else { return nil }
      var match = active.grammar.start()
      for token in tokens {
        match.accept(token)
        if match.isDead { return nil }
      }
      return match.isMatch ? (active, match) : nil
    }
  }
}
