import CallInterface
import ECMAScript

/// How a transfer ended, with why we ended it where we did.
struct TransferEnd {
  let result: TransferResult
  var ending = TransferState.Ending.running
  /// Of a bridge.
  var connected = Duration.zero

  static let noAnswer = TransferEnd(result: .noAnswer)

  static func failed(_ event: ThrownEvent) -> TransferEnd {
    TransferEnd(result: .failed(event: event.name, message: event.message ?? ""))
  }

  /// The item's value.
  var name: String {
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

/// The end of a transfer (VoiceXML 2.0 §2.3.7.1, §2.3.7.2).
extension Interpreter {
  mutating func transferEnded(_ id: ActivityID, _ result: TransferResult) {
    guard case .transferring(let transfer) = state, transfer.id == id else { return }
    proceed(unlessTimeIsOver(finish(transfer, result)))
  }

  /// One try is over: the next target, or the end.
  mutating func finish(_ transfer: TransferState, _ result: TransferResult) -> Outcome {
    let connected = transfer.answeredAt.map { $0.duration(to: now) } ?? .zero
    let end = TransferEnd(result: result, ending: transfer.ending, connected: connected)
    let request = transfer.request
    report(.transfer(kind: request.kind, destination: request.destination, result: end.name, duration: connected))
    guard var route = transfer.route else { return conclude(end, at: transfer.item, nil) }
    route.attempts.append(
      RouteAttempt(
        destination: request.destination, result: end.name, duration: transfer.startedAt.duration(to: now)))
    guard transfer.answeredAt == nil, RouteProgress.goesOn(after: result, transfer.ending, request.kind) else {
      return conclude(end, at: transfer.item, route)
    }
    return tryNext(route, at: transfer.item, after: end)
  }

  /// The item's value and shadow variable, or the event.
  mutating func conclude(_ end: TransferEnd, at item: Int, _ route: RouteProgress?) -> Outcome {
    context.dialog.queuesPrompts = true
    context.heldTransfer = nil
    stopPlaying()
    do throws(ScriptFault) {
      // Told also where an event follows: the handler may say who was tried.
      if let route { try setShadow(of: item, shadow(end) + (try routeMembers(route))) }
      switch end.result {
      case .handedOver:
        gone = .transfer
        return .throwEvent(ThrownEvent("connection.disconnect.transfer"))
      case .failed(let event, let message):
        return .throwEvent(ThrownEvent(event, message))
      case .busy, .noAnswer, .networkBusy, .nearEndDisconnect, .farEndDisconnect, .networkDisconnect, .unknown:
        break
      }
      // A blind transfer that could not be handed over fills nothing but tells why (§2.3.7.1).
      if case .input(let mode, let utterance) = end.ending {
        let match = InputResult(
          mode: mode, utterance: utterance, interpretation: .data(.string(utterance)), confidence: 1)
        report(.input(mode: mode, utterance: utterance))
        setLastResult(match, mark: nil)
      }
      try set(item, to: .string(end.name))
      if route == nil { try setShadow(of: item, shadow(end)) }
      return runFilled(after: [item])
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
  }

  private func shadow(_ end: TransferEnd) -> [(String, ScriptValue)] {
    var members: [(String, ScriptValue)] = [
      ("duration", .number(Double(end.connected.wholeMilliseconds) / 1000))
    ]
    if case .input(let mode, let utterance) = end.ending {
      members += [("inputmode", .string(mode.rawValue)), ("utterance", .string(utterance))]
    }
    return members
  }
}
