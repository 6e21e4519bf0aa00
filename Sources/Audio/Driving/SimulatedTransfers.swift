public import CallInterface

/// Transfers of a channel that reaches nobody: every far end answers at once and hangs up a bridge after ten seconds,
/// as in the console.
public actor SimulatedTransfers: TransferDesk {
  public static let conversation = Duration.seconds(10)
  private var running: [ActivityID: ScheduledEvent] = [:]

  public init() {}

  public func begin(
    _ id: ActivityID, _ request: TransferRequest, on line: any LineDriver, telling sink: any EventSink
  ) {
    guard request.kind == .bridge else {
      sink.post(.transferEnded(id, .handedOver))
      return
    }
    sink.post(.transferAnswered(id))
    running[id] = sink.schedule(.transferEnded(id, .farEndDisconnect), after: Self.conversation)
  }

  public func end(_ id: ActivityID, telling sink: any EventSink) {
    guard let ending = running.removeValue(forKey: id), sink.isPending(ending) else { return }
    sink.cancel(ending)
    sink.post(.transferEnded(id, .nearEndDisconnect))
  }
}
