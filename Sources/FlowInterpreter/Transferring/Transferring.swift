import CallInterface
import ECMAScript
import FlowDocument

/// A `transfer` that rings or is connected (VoiceXML 2.0 §2.3.7, 2.1 §9).
extension Interpreter {
  mutating func beginTransfer(_ index: Int) -> Outcome {
    if let outcome = refusesToWait() { return outcome }
    guard let held = context.heldTransfer, case .transfer(let transfer) = dialog?.items[index].formItem?.kind else {
      return .proceed
    }
    context.activity = .waiting
    context.heldTransfer = nil
    var request = held.request
    var route = held.route
    var collector = collector(context.heldGrammars)
    while !context.heldGrammars.isEmpty, let (key, _) = typeAhead.takeFirst() {
      if case .match(let utterance, _) = collector.press(key, at: keyTime) {
        noteLateTerminator(utterance.awaitsTerminator, after: collector.timing)
        return calledOff(index, held, .input(mode: .dtmf, utterance: utterance.keys))
      }
    }
    route?.begin(at: now)
    if let route, let limit = route.limit {
      // Its words took the time that was left.
      guard limit > now else { return conclude(.noAnswer, at: index, route) }
      request = request.with(connectTimeout: min(request.connectTimeout, now.duration(to: limit)))
    }
    let id = newActivity()
    commands.append(.transfer(id, request))
    state = .transferring(
      TransferState(
        id: id, item: index, request: request, grammars: request.kind == .blind ? [] : context.heldGrammars,
        collector: collector, maxTime: transfer.maxTime ?? .zero, startedAt: now, route: route))
    return .wait
  }

  /// The caller's input before the attempt: there is none (§2.3.7.1).
  private mutating func calledOff(_ index: Int, _ held: HeldTransfer, _ ending: TransferState.Ending) -> Outcome {
    let end = TransferEnd(result: .nearEndDisconnect, ending: ending)
    let request = held.request
    report(.transfer(kind: request.kind, destination: request.destination, result: end.name, duration: .zero))
    return conclude(end, at: index, held.route)
  }

  /// Keys over the prompts before a transfer: once they match, nothing more has to be heard.
  mutating func pressedBeforeTransfer(_ item: Int) {
    var collector = collector(context.heldGrammars)
    for key in typeAhead.keys {
      guard case .match = collector.press(key, at: keyTime) else { continue }
      stopPlaying()
      return proceed(beginTransfer(item))
    }
  }

  mutating func hear(_ words: String, beforeTransfer item: Int) {
    guard queue.current?.prompt.bargeIn != QueuedPrompt.BargeIn.none, let held = context.heldTransfer,
      !Self.match(words, context.heldGrammars).isEmpty
    else { return }
    stopPlaying()
    proceed(calledOff(item, held, .input(mode: .voice, utterance: WhiteSpace.collapsed(words))))
  }

  // MARK: What happens during it

  mutating func press(_ digit: DTMFDigit, in transfer: TransferState) -> Outcome {
    guard case .running = transfer.ending, !transfer.grammars.isEmpty else { return .wait }
    var transfer = transfer
    let result = transfer.collector.press(digit, at: keyTime)
    return collected(result, transfer)
  }

  mutating func hear(_ words: String, in transfer: TransferState) -> Outcome {
    guard case .running = transfer.ending, !Self.match(words, transfer.grammars).isEmpty else { return .wait }
    return end(transfer, .input(mode: .voice, utterance: WhiteSpace.collapsed(words)))
  }

  /// What matches nothing is ignored: it was meant for the far end (§2.3.7.2).
  private mutating func collected(_ result: DigitCollector.Result, _ transfer: TransferState) -> Outcome {
    if case .match(let utterance, _) = result {
      noteLateTerminator(utterance.awaitsTerminator, after: transfer.collector.timing)
      return end(transfer, .input(mode: .dtmf, utterance: utterance.keys))
    }
    state = .transferring(transfer)
    return .wait
  }

  mutating func end(_ transfer: TransferState, _ ending: TransferState.Ending) -> Outcome {
    var transfer = transfer
    transfer.ending = ending
    transfer.collector = collector([])  // Keys begun before have no deadline any more.
    if case .input = ending { stopPlaying() }
    commands.append(.endTransfer(transfer.id))
    state = .transferring(transfer)
    return .wait
  }

  mutating func expire(_ transfer: TransferState) -> Outcome {
    if let deadline = transfer.deadline, deadline <= now {
      return end(transfer, transfer.answeredAt == nil ? .noAnswer : .maxTime)
    }
    var transfer = transfer
    if let due = keyClock.instant(of: transfer.collector.deadline), due <= now {
      return collected(transfer.collector.expire(), transfer)
    }
    if let due = transfer.newsDue, due <= now { tellNews(transfer) }
    return .wait
  }

  /// Whoever waits hears the far end now, and nothing else.
  mutating func transferAnswered(_ id: ActivityID) {
    guard case .transferring(var transfer) = state, transfer.id == id, transfer.answeredAt == nil else { return }
    transfer.answeredAt = now
    stopPlaying()
    state = .transferring(transfer)
  }
}
