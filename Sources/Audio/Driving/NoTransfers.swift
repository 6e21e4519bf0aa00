public import CallInterface

/// A line that can hand nobody over.
public struct NoTransfers: TransferDesk {
  public init() {}

  public func begin(
    _ id: ActivityID, _ request: TransferRequest, on line: any LineDriver, telling sink: any EventSink
  ) async {
    let failure = TransferResult.failed(
      event: "error.unsupported.transfer.\(request.kind.rawValue)", message: "this line cannot transfer calls")
    sink.post(.transferEnded(id, failure))
  }

  public func end(_ id: ActivityID, telling sink: any EventSink) async {
    // None was begun.
  }
}
