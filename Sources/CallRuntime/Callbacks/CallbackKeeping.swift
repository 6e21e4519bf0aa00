public import CallInterface
import Synchronization

/// The call in which something is promised.
public struct PromisingCall: Hashable, Sendable {
  /// Of its record.
  public let id: String
  /// The absolute URI of its first document.
  public let flow: String
  public let facts: CallFacts
  /// When it is promised, in milliseconds since 1970 by the call's clock.
  public let time: Int64

  public init(id: String, flow: String, facts: CallFacts, time: Int64) {
    self.id = id
    self.flow = flow
    self.facts = facts
    self.time = time
  }
}

/// Keeps promises of call-backs. One may serve many calls at once.
///
/// Each promise is stored, and then settled once: confirmed, or withdrawn where the store was too slow and the flow was told
/// that it failed. Nobody may be called before. Where a process dies in between, the caller may have been told that we call:
/// the promise stands.
public protocol CallbackKeeping: Sendable {
  /// Stores a promise while the call waits, off the call's lane. `stored` may be answered only when the promise will
  /// outlive this process, as far as anything here does. The caller may hang up meanwhile; what was asked is stored all the
  /// same.
  ///
  /// The task is cancelled when the flow has been told that it failed: what is not stored by then is not to be stored.
  func keep(_ request: CallbackRequest, of call: PromisingCall) async -> CallbackAnswer

  /// The flow knows of the promise that was stored under this id: it may be kept from now on.
  func confirm(_ id: Int) async

  /// The flow was told that the promise with this id failed: it must not be kept.
  func withdraw(_ id: Int) async
}

/// For hosts without a store: each is `error.unsupported.callback`.
public struct NoCallbacks: CallbackKeeping {
  public init() {}

  public func keep(_ request: CallbackRequest, of call: PromisingCall) async -> CallbackAnswer { .unsupported }
  public func confirm(_ id: Int) async {}
  public func withdraw(_ id: Int) async {}
}

/// For consoles and tests: promises are numbered from 1 and forgotten with this value.
public final class CallbacksInMemory: CallbackKeeping {
  /// Withdrawn ones are `nil`.
  private let kept = Mutex<[CallbackRequest?]>([])

  public init() {}

  /// In order.
  public var requests: [CallbackRequest] { kept.withLock { $0.compactMap(\.self) } }

  public func keep(_ request: CallbackRequest, of call: PromisingCall) async -> CallbackAnswer {
    guard !request.number.isEmpty else { return .badNumber(request.number) }
    return .stored(
      id: kept.withLock { kept in
        kept.append(request)
        return kept.count
      })
  }

  public func confirm(_ id: Int) async {}

  public func withdraw(_ id: Int) async {
    kept.withLock { if $0.indices.contains(id - 1) { $0[id - 1] = nil } }
  }
}
