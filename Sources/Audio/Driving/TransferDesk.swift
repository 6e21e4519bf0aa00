public import CallInterface

/// Who performs the transfers of a channel.
public protocol TransferDesk: Sendable {
  /// Begins a transfer; `transferAnswered` and `transferEnded` go to `sink`.
  /// - Parameter line: takes what the caller is to hear, or the keys that an exchange wants.
  func begin(
    _ id: ActivityID, _ request: TransferRequest, on line: any LineDriver, telling sink: any EventSink) async
  /// The interpreter ends it; answered by `transferEnded`, unless it ended by itself before.
  func end(_ id: ActivityID, telling sink: any EventSink) async
  /// While it rings, the caller is to hear this (`transferaudio`); a desk that lets nothing ring does nothing.
  func ring(_ id: ActivityID, with stream: SoundStream) async
}

extension TransferDesk {
  public func ring(_ id: ActivityID, with stream: SoundStream) async {}
}
