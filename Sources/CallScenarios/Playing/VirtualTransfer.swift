import CallInterface

/// A transfer in virtual time, and how it will end.
struct VirtualTransfer {
  let id: ActivityID
  let request: TransferRequest
  /// The far end has answered.
  let isConnected: Bool
  let ending: ScheduledEvent
}

extension ScenarioChannel {
  func beginTransfer(_ id: ActivityID, _ request: TransferRequest, on sink: any EventSink) {
    let outcome = transferOutcomes.isEmpty ? .usual : transferOutcomes.removeFirst()
    let result: TransferResult
    var delay = Duration.zero
    var isConnected = false
    switch outcome {
    case .answered(let time):
      if request.kind == .bridge {
        isConnected = true
        sink.post(.transferAnswered(id))
        result = .farEndDisconnect
        delay = time
      } else {
        result = .handedOver
      }
    case .busy: result = .busy
    case .noAnswer:
      result = .noAnswer
      delay = request.connectTimeout
    case .networkBusy: result = .networkBusy
    case .networkDisconnect: result = .networkDisconnect
    case .unknown: result = .unknown
    case .failed(let event): result = .failed(event: event, message: "the scenario says so")
    }
    let ending = sink.schedule(.transferEnded(id, result), after: delay)
    transfer = VirtualTransfer(id: id, request: request, isConnected: isConnected, ending: ending)
  }

  /// The interpreter ends it.
  func endTransfer(_ id: ActivityID, on sink: any EventSink) {
    guard let transfer, transfer.id == id, sink.isPending(transfer.ending) else { return }
    sink.cancel(transfer.ending)
    sink.post(.transferEnded(id, .nearEndDisconnect))
  }
}
