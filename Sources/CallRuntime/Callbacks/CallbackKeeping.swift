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
public protocol CallbackKeeping: Sendable {
  /// Stores a promise while the call waits, off the call's lane. `stored` may be answered only when the promise will
  /// outlive this process, as far as anything here does. The caller may hang up meanwhile; what was asked is stored all the
  /// same.
  func keep(_ request: CallbackRequest, of call: PromisingCall) async -> CallbackAnswer
}

/// For hosts without a store: each is `error.unsupported.callback`.
public struct NoCallbacks: CallbackKeeping {
  public init() {}

  public func keep(_ request: CallbackRequest, of call: PromisingCall) async -> CallbackAnswer { .unsupported }
}

/// For consoles and tests: promises are numbered from 1 and forgotten with this value.
public final class CallbacksInMemory: CallbackKeeping {
  private let kept = Mutex<[CallbackRequest]>([])

  public init() {}

  /// In order.
  public var requests: [CallbackRequest] { kept.withLock(\.self) }

  public func keep(_ request: CallbackRequest, of call: PromisingCall) async -> CallbackAnswer {
    guard !request.number.isEmpty else { return .badNumber(request.number) }
    return .stored(
      id: kept.withLock { kept in
        kept.append(request)
        return kept.count
      })
  }
}

extension CallbackKeeping {
  /// Always answers, and within the request's time-out (in virtual time: within a minute at least).
  func answer(to request: CallbackRequest, of call: PromisingCall, isVirtual: Bool) async -> CallbackAnswer {
    await limited(
      to: isVirtual ? max(request.timeout, .seconds(60)) : request.timeout, timedOut: .timedOut(request),
      cancelled: .failed("the call is over")
    ) { await keep(request, of: call) }
  }
}
