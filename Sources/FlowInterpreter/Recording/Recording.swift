import CallInterface
import ECMAScript
import FlowDocument

/// `record` (VoiceXML 2.0 §2.3.6).
extension Interpreter {
  static let recordableTypes = ["audio/x-wav", "audio/wav", "audio/basic", "audio/x-alaw-basic"]

  /// Prompts first, then the recording.
  mutating func prepareRecording(at index: Int) -> Outcome {
    if let outcome = refusesToWait() { return outcome }
    guard case .record(let record) = dialog?.items[index].formItem?.kind else { return .proceed }
    if let type = record.type?.value, !Self.recordableTypes.contains(type.lowercased()) {
      return .throwEvent(
        ThrownEvent(
          "error.unsupported.format",
          "recordings of type \(type) are not supported; use \(Self.recordableTypes.joined(separator: ", "))"))
    }
    guard let item = dialog?.items[index] else { return .proceed }
    // Fetched before the prompts are heard, so that nothing has to be waited for afterwards.
    switch activeGrammars(for: item, at: index) {
    case .done(let grammars): context.heldGrammars = grammars
    case .instead(let outcome): return outcome
    }
    return playOut(then: .record(item: index))
  }

  mutating func beginRecording(_ index: Int) -> Outcome {
    if let outcome = refusesToWait() { return outcome }
    guard case .record(let record) = dialog?.items[index].formItem?.kind else { return .proceed }
    context.activity = .waiting
    noteWait()
    forgetTypeAhead()
    let grammars = context.heldGrammars
    let maxTime = record.maxTime ?? optionalDuration("ivr.record.maxtime") ?? .seconds(120)
    let request = RecordingRequest(
      beep: record.beep, maxTime: maxTime, finalSilence: record.finalSilence ?? .seconds(4),
      type: record.type?.value ?? Self.recordableTypes[0], listens: record.dtmfTerm || !grammars.isEmpty,
      isSecure: dialog?.items[index].formItem?.isSecure ?? false)
    let id = newActivity()
    commands.append(.record(id, request))
    // Both count from the end of the beep.
    let beep = record.beep ? RecordingRequest.beepLength : .zero
    let silence = keyTime + beep + (queue.takeTimeout() ?? duration(.timeout))
    state = .recording(
      RecordingState(
        id: id, item: index, grammars: grammars, collector: collector(grammars), silence: silence,
        limit: now + beep + maxTime, dtmfTerm: record.dtmfTerm))
    return .wait
  }

  // MARK: What happens during it

  mutating func press(_ digit: DTMFDigit, in recording: RecordingState) -> Outcome {
    guard case .running = recording.ending else {
      typeAhead.append(digit, input: secrets.present)
      return .wait
    }
    if isSecure(recording) { secrets.conceal(secrets.present) }
    var recording = recording
    let result = recording.collector.press(digit, at: keyTime)
    switch result {
    case .match(let utterance, _):
      return stop(recording, .matched(utterance))
    case .more, .nomatch:
      guard recording.dtmfTerm, recording.collector.deadline == nil || !isLocal(recording) else {
        state = .recording(recording)
        return .wait
      }
      return stop(recording, .key(String(digit.rawValue)))
    }
  }

  /// Whether keys collected so far may still become an utterance of an active grammar.
  private func isLocal(_ recording: RecordingState) -> Bool {
    switch recording.collector.state {
    case .partial, .open, .complete: true
    case .empty, .hopeless: false
    }
  }

  mutating func stop(_ recording: RecordingState, _ ending: RecordingState.Ending) -> Outcome {
    var recording = recording
    recording.ending = ending
    recording.silence = nil
    commands.append(.stopRecording(recording.id))
    state = .recording(recording)
    return .wait
  }

  mutating func recordingHeard(_ id: ActivityID) {
    guard case .recording(var recording) = state, recording.id == id else { return }
    recording.silence = nil
    state = .recording(recording)
  }

  mutating func expire(_ recording: RecordingState) -> Outcome {
    guard case .running = recording.ending else { return .wait }
    if let silence = keyClock.instant(of: recording.silence), silence <= now { return stop(recording, .noinput) }
    if recording.limit <= now { return stop(recording, .maxTime) }
    var recording = recording
    switch recording.collector.expire() {
    case .match(let utterance, _):
      return stop(recording, .matched(utterance))
    case .more, .nomatch:
      state = .recording(recording)
      return .wait
    }
  }

  mutating func hungUp(during recording: RecordingState) {
    hangupIsPending = true
    if case .running = recording.ending { proceed(stop(recording, .running)) }
  }

  // MARK: Its end

  mutating func recorded(_ id: ActivityID, _ result: RecordingResult) {
    guard case .recording(let recording) = state, recording.id == id else { return }
    report(.record(duration: result.duration))
    proceed(unlessTimeIsOver(finish(recording, result)))
  }

  private mutating func finish(_ recording: RecordingState, _ result: RecordingResult) -> Outcome {
    context.dialog.queuesPrompts = true
    if result.ending == .failed {
      return .throwEvent(ThrownEvent("error.noresource", "the recording could not be made"))
    }
    switch recording.ending {
    case .noinput where !hangupIsPending:
      return .throwEvent(ThrownEvent("noinput"))
    case .matched(let utterance) where !hangupIsPending:
      return endedBy(utterance, recording, result)
    case .running, .key, .maxTime, .noinput, .callTime, .matched:
      break
    }
    do throws(ScriptFault) {
      try fill(recording, result)
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
    // Hang-up: the item has its recording, and the handler may still send it (§2.3.6).
    if hangupIsPending { return callerLeft() }
    return runFilled(after: [recording.item])
  }

  /// A key of the record's own grammars ends it like a key of `dtmfterm`; one of an enclosing grammar is that match.
  private mutating func endedBy(
    _ utterance: DigitCollector.Utterance, _ recording: RecordingState, _ result: RecordingResult
  ) -> Outcome {
    let matches = utterance.matches.map { (recording.grammars[$0.grammar], $0.match) }
    reportInput(.dtmf, utterance.keys, isSecret: isSecure(recording))
    noteLateTerminator(utterance.awaitsTerminator, after: recording.collector.timing)
    guard case .item = matches.first?.0.owner else {
      return matched(matches, utterance: utterance.keys, mode: .dtmf, mark: nil)
    }
    var recording = recording
    recording.ending = .key(utterance.keys)
    do throws(ScriptFault) {
      try fill(recording, result)
      return runFilled(after: [recording.item])
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
  }

  private mutating func fill(_ recording: RecordingState, _ result: RecordingResult) throws(ScriptFault) {
    let milliseconds = Double(result.duration.wholeMilliseconds)
    let value = try script.makeObject([
      (Self.recordingMember, .string(result.uri)), ("duration", .number(milliseconds)),
      ("size", .number(Double(result.size))),
    ])
    try set(recording.item, to: value)
    let termchar: ScriptValue = if case .key(let key) = recording.ending { .string(key) } else { .undefined }
    let reachedLimit = if case .maxTime = recording.ending { true } else { result.ending == .maxTime }
    try setShadow(
      of: recording.item,
      [
        ("duration", .number(milliseconds)), ("size", .number(Double(result.size))), ("termchar", termchar),
        ("maxtime", .boolean(reachedLimit)),
      ])
  }

  /// The member that tells a recording from other objects.
  static let recordingMember = "recordingURI"

  func recordingURI(of value: ScriptValue) throws(ScriptFault) -> String? {
    guard case .object = value, case .string(let uri) = try script.property(Self.recordingMember, of: value) else {
      return nil
    }
    return uri
  }
}
