import CallInterface
import ECMAScript
import FlowDocument

/// `transfer` (VoiceXML 2.0 §2.3.7, 2.1 §9).
extension Interpreter {
  /// Prompts first; input during them may call it off.
  mutating func prepareTransfer(at index: Int) -> Outcome {
    if let outcome = refusesToWait() { return outcome }
    guard let item = dialog?.items[index], case .transfer(let transfer) = item.formItem?.kind else { return .proceed }
    switch activeGrammars(for: item, at: index, localOnly: true) {
    case .done(let grammars): context.heldGrammars = grammars
    case .instead(let outcome): return outcome
    }
    let target: Transfer.Target
    do throws(ScriptFault) { target = try self.target(of: transfer) } catch {
      return .throwEvent(ThrownEvent(error, in: "the destination of a transfer"))
    }
    switch target {
    case .route: return Self.notBuilt("route")
    case .destination(let destination):
      do throws(ScriptFault) {
        context.heldTransfer = try request(for: transfer, to: destination)
      } catch {
        return fault(error, destination)
      }
    }
    if let event = context.heldTransfer.flatMap({ Self.badDestination($0.destination) }) { return .throwEvent(event) }
    return playOut(then: .transfer(item: index))
  }

  private mutating func request(for transfer: Transfer, to source: TextSource) throws(ScriptFault) -> TransferRequest {
    let kind: TransferRequest.Kind =
      switch transfer.kind {
      case .blind: .blind
      case .bridge: .bridge
      case .consultation: .consultation
      }
    let destination = WhiteSpace.collapsed(try text(source))
    let aai: String? = if let aai = transfer.aai { try text(aai) } else { nil }
    let audio = transfer.transferAudio.flatMap {
      URIReference.resolve($0.value, against: base)
    }
    return TransferRequest(
      kind: kind, destination: destination, connectTimeout: transfer.connectTimeout ?? .seconds(60), audio: audio,
      aai: aai, listens: kind != .blind && !context.heldGrammars.isEmpty)
  }

  /// `tel:` and `sip:` URIs with something behind them (assertion XFER-02).
  static func badDestination(_ destination: String) -> ThrownEvent? {
    guard let colon = destination.firstIndex(of: ":") else {
      return ThrownEvent("error.connection.baddestination", "'\(destination)' is not a URI such as tel:… or sip:…")
    }
    let scheme = destination[..<colon].lowercased()
    guard ["tel", "sip", "sips", "phone"].contains(scheme) else {
      return ThrownEvent("error.unsupported.uri", "transfers to \(scheme): are not supported; use tel: or sip:")
    }
    let rest = destination[destination.index(after: colon)...].drop { $0 == "/" }
    guard !rest.isEmpty, !rest.contains(where: \.isWhitespace) else {
      return ThrownEvent("error.connection.baddestination", "'\(destination)' names nobody")
    }
    return nil
  }

  mutating func beginTransfer(_ index: Int) -> Outcome {
    if let outcome = refusesToWait() { return outcome }
    guard let request = context.heldTransfer, case .transfer(let transfer) = dialog?.items[index].formItem?.kind else {
      return .proceed
    }
    context.activity = .waiting
    context.heldTransfer = nil
    var collector = collector(context.heldGrammars)
    while !context.heldGrammars.isEmpty, let (key, _) = typeAhead.takeFirst() {
      if case .match(let utterance, _) = collector.press(key, at: keyTime) {
        noteLateTerminator(utterance.awaitsTerminator, after: collector.timing)
        return calledOff(index, request, .input(mode: .dtmf, utterance: utterance.keys))
      }
    }
    let id = newActivity()
    commands.append(.transfer(id, request))
    state = .transferring(
      TransferState(
        id: id, item: index, request: request, grammars: request.kind == .blind ? [] : context.heldGrammars,
        collector: collector, maxTime: transfer.maxTime ?? .zero, startedAt: now))
    return .wait
  }

  /// The caller's input before the attempt: there is none (§2.3.7.1).
  private mutating func calledOff(
    _ index: Int, _ request: TransferRequest, _ ending: TransferState.Ending
  ) -> Outcome {
    var transfer = TransferState(
      id: newActivity(), item: index, request: request, grammars: [], collector: collector([]), maxTime: .zero,
      startedAt: now)
    transfer.ending = ending
    return finish(transfer, .nearEndDisconnect)
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
    guard queue.current?.prompt.bargeIn != QueuedPrompt.BargeIn.none, let request = context.heldTransfer,
      !Self.match(words, context.heldGrammars).isEmpty
    else { return }
    stopPlaying()
    context.heldTransfer = nil
    proceed(calledOff(item, request, .input(mode: .voice, utterance: WhiteSpace.collapsed(words))))
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
    commands.append(.endTransfer(transfer.id))
    state = .transferring(transfer)
    return .wait
  }

  mutating func expire(_ transfer: TransferState) -> Outcome {
    if let deadline = transfer.deadline, deadline <= now {
      return end(transfer, transfer.answeredAt == nil ? .noAnswer : .maxTime)
    }
    var transfer = transfer
    return collected(transfer.collector.expire(), transfer)
  }

  mutating func transferAnswered(_ id: ActivityID) {
    guard case .transferring(var transfer) = state, transfer.id == id, transfer.answeredAt == nil else { return }
    transfer.answeredAt = now
    state = .transferring(transfer)
  }

  // MARK: Its end

  mutating func transferEnded(_ id: ActivityID, _ result: TransferResult) {
    guard case .transferring(let transfer) = state, transfer.id == id else { return }
    proceed(unlessTimeIsOver(finish(transfer, result)))
  }

  private mutating func finish(_ transfer: TransferState, _ result: TransferResult) -> Outcome {
    context.dialog.queuesPrompts = true
    let connected = transfer.answeredAt.map { $0.duration(to: now) } ?? .zero
    let name = Self.name(of: result, transfer.ending)
    report(
      .transfer(
        kind: transfer.request.kind, destination: transfer.request.destination, result: name, duration: connected))
    switch result {
    case .handedOver:
      gone = .transfer
      return .throwEvent(ThrownEvent("connection.disconnect.transfer"))
    case .failed(let event, let message):
      return .throwEvent(ThrownEvent(event, message))
    case .busy, .noAnswer, .networkBusy, .nearEndDisconnect, .farEndDisconnect, .networkDisconnect, .unknown:
      break
    }
    // A blind transfer that could not be handed over fills nothing but tells why (§2.3.7.1).
    do throws(ScriptFault) {
      if case .input(let mode, let utterance) = transfer.ending {
        let match = InputResult(
          mode: mode, utterance: utterance, interpretation: .data(.string(utterance)), confidence: 1)
        report(.input(mode: mode, utterance: utterance))
        setLastResult(match, mark: nil)
      }
      try set(transfer.item, to: .string(name))
      try setShadow(of: transfer.item, shadow(transfer, connected))
      return runFilled(after: [transfer.item])
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
  }

  private func shadow(_ transfer: TransferState, _ connected: Duration) -> [(String, ScriptValue)] {
    var members: [(String, ScriptValue)] = [
      ("duration", .number(Double(connected.wholeMilliseconds) / 1000))
    ]
    if case .input(let mode, let utterance) = transfer.ending {
      members += [("inputmode", .string(mode.rawValue)), ("utterance", .string(utterance))]
    }
    return members
  }

  /// The item's value. What we ended ourselves is named by why we did.
  private static func name(of result: TransferResult, _ ending: TransferState.Ending) -> String {
    switch (result, ending) {
    case (.handedOver, _): "transferred"
    case (.nearEndDisconnect, .maxTime): "maxtime_disconnect"
    case (.nearEndDisconnect, .noAnswer), (.noAnswer, _): "noanswer"
    case (.nearEndDisconnect, _): "near_end_disconnect"
    case (.busy, _): "busy"
    case (.networkBusy, _): "network_busy"
    case (.farEndDisconnect, _): "far_end_disconnect"
    case (.networkDisconnect, _): "network_disconnect"
    case (.unknown, _): "unknown"
    case (.failed(let event, _), _): event
    }
  }
}
