import Synchronization
public import Telephony

/// Places the calls of `Callers` over SIP and ends them.
public final class CallerPhone: Sendable {
  private struct Waiting {
    /// Told of the answer, or of what came instead.
    var answer: CheckedContinuation<String, any Error>?
    var end: CheckedContinuation<SIPEnding, Never>?
    var ending: SIPEnding?
    /// What came before anybody waited.
    var result: Result<String, any Error>?
  }

  private let endpoint: SIPEndpoint
  private let port: UInt16
  private let waiting: Waits
  private let stopped: AsyncStream<Void>

  /// What is waited for, by dialog.
  private final class Waits: Sendable {
    let dialogs = Mutex<[SIPDialogID: Waiting]>([:])
  }

  /// - Parameter port: of 127.0.0.1, for SIP over UDP.
  public init(port: UInt16) async throws {
    self.port = port
    let waits = Waits()
    waiting = waits
    let (stopped, stop) = AsyncStream.makeStream(of: Void.self)
    self.stopped = stopped
    endpoint = try await SIPEndpoint.start(
      SIPEndpointOptions(addresses: [SIPLocalAddress(host: "127.0.0.1", port: port, transports: [.udp])])
    ) { event in
      if event == .stopped { stop.finish() }
      Self.take(event, waits)
    }
  }

  /// Calls and waits for the answer.
  /// - Returns: the dialog, and where the sound goes.
  public func call(_ uri: String, soundTo mediaPort: UInt16) async throws -> (SIPDialogID, MediaDescription) {
    let local = SDPLocal(address: "127.0.0.1", port: mediaPort, session: UInt64(mediaPort))
    let dialog = endpoint.call(
      SIPCall(to: uri, from: "sip:caller@127.0.0.1:\(port)", offer: local.offer().description))
    let answer = try await withCheckedThrowingContinuation { done in
      let early = waiting.dialogs.withLock { dialogs in
        let early = dialogs[dialog]?.result
        if early == nil { dialogs[dialog, default: Waiting()].answer = done }
        return early
      }
      if let early { done.resume(with: early) }
    }
    let agreement = try local.agreement(answer: SDPSession(reading: answer))
    guard let media = agreement.media() else { throw CallersFault.noAnswer(answer) }
    return (dialog, media)
  }

  /// Hangs up and waits for the end.
  @discardableResult
  public func hangUp(_ dialog: SIPDialogID) async -> SIPEnding {
    endpoint.hangUp(dialog)
    return await end(of: dialog)
  }

  /// Waits until the call is over, whoever ends it.
  public func end(of dialog: SIPDialogID) async -> SIPEnding {
    await withCheckedContinuation { done in
      let ending = waiting.dialogs.withLock { dialogs in
        let ending = dialogs[dialog]?.ending
        if ending == nil { dialogs[dialog, default: Waiting()].end = done } else { dialogs[dialog] = nil }
        return ending
      }
      if let ending { done.resume(returning: ending) }
    }
  }

  public func stop() async {
    endpoint.stop()
    for await _ in stopped {}
  }

  private static func take(_ event: SIPEvent, _ waits: Waits) {
    switch event {
    case .answered(let dialog, let answer):
      tell(answer.map { .success($0) } ?? .failure(CallersFault.noAnswer("")), dialog, waits)
    case .failed(let dialog, let failure): tell(.failure(CallersFault.refused(failure.status)), dialog, waits)
    case .ended(let dialog, let ending):
      let end = waits.dialogs.withLock { dialogs in
        let end = dialogs[dialog]?.end
        if end == nil { dialogs[dialog, default: Waiting()].ending = ending } else { dialogs[dialog] = nil }
        return end
      }
      end?.resume(returning: ending)
    default: break
    }
  }

  private static func tell(_ result: Result<String, any Error>, _ dialog: SIPDialogID, _ waits: Waits) {
    let answer = waits.dialogs.withLock { dialogs in
      let answer = dialogs[dialog]?.answer
      dialogs[dialog, default: Waiting()].answer = nil
      dialogs[dialog]?.result = result
      return answer
    }
    answer?.resume(with: result)
  }
}
