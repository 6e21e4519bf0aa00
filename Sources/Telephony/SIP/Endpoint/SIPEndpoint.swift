import CSofiaSIPShim
import Synchronization

/// A SIP user agent: calls in and out, registrations. Its stack runs on a thread of its own, to which commands are
/// posted from anywhere; events come to one handler on that thread, which must not block.
///
/// Commands that come too late for their call, or name an unknown one, change nothing. Every call that was told or
/// begun ends with `SIPEvent.ended`. After `SIPEvent.stopped` nothing happens any more.
public final class SIPEndpoint: Sendable {
  /// What is shared with the thread.
  struct Inbox: Sendable {
    var commands: [SIPCommand] = []
    /// Address of the stack; `nil` once it is being taken down. It may be woken only under the lock.
    var stack: UInt?
    /// A wake-up is under way, which takes along all that is posted before it.
    var isWoken = false
    var counts = SIPCounts()
  }

  let inbox = Mutex(Inbox())
  private let lastID = Atomic<UInt64>(0)

  private init() {}

  /// Listens on all addresses of `options`; returns when they are bound.
  public static func start(
    _ options: SIPEndpointOptions, handler: @escaping @Sendable (SIPEvent) -> Void
  ) async throws(SIPEndpointFault) -> SIPEndpoint {
    let endpoint = SIPEndpoint()
    let fault = await withCheckedContinuation { (bound: CheckedContinuation<SIPEndpointFault?, Never>) in
      let started = SIPThread.start {
        SIPLoop.run(endpoint, options, handler: handler) { bound.resume(returning: $0) }
      }
      if !started { bound.resume(returning: .outOfMemory) }
    }
    if let fault { throw fault }
    return endpoint
  }

  /// Ends all calls and registrations and then everything; `SIPEvent.stopped` is the last event. May take as long as
  /// peers take to answer, 32 seconds at most.
  public func stop() { post(.stop) }

  /// What came in so far.
  public var counts: SIPCounts {
    inbox.withLock { inbox in
      if let stack = inbox.stack.flatMap(OpaquePointer.init(bitPattern:)) { inbox.counts.take(ua_stack_counts(stack)) }
      return inbox.counts
    }
  }

  // MARK: Calls that arrive

  /// A provisional answer, 180 or 183, with early media where `answer` is given. Reliable (RFC 3262) where the caller
  /// wants that.
  public func ring(_ dialog: SIPDialogID, status: Int = 180, answer: String? = nil) {
    post(.dialog(dialog, .ring(status: status, sdp: answer)))
  }

  /// Answers the call, or an offer within it, with a session description.
  public func answer(_ dialog: SIPDialogID, with description: String) {
    post(.dialog(dialog, .answer(sdp: description)))
  }

  /// Refuses the call, or an offer within it, with a status from 300 on. `retryAfter` in seconds.
  public func refuse(_ dialog: SIPDialogID, status: Int, retryAfter: Int? = nil, headers: SIPHeaders = SIPHeaders()) {
    var headers = headers
    if let retryAfter { headers.fields.append(.init(name: "Retry-After", value: String(max(0, retryAfter)))) }
    post(.dialog(dialog, .refuse(status: status, headers: headers)))
  }

  // MARK: Any call

  /// Ends the call, or the attempt. While a referral is under way the first `hangUp` waits for its outcome, so that the
  /// peer can still tell it; a second one does not.
  public func hangUp(_ dialog: SIPDialogID) { post(.dialog(dialog, .hangUp)) }

  /// Offers a changed session in a re-INVITE.
  public func offer(_ dialog: SIPDialogID, _ description: String) { post(.dialog(dialog, .offer(sdp: description))) }

  /// Asks the peer to call `uri`; with `replacing`, to take the place of that call's other end (attended transfer).
  /// - Parameters:
  ///   - headers: of the call that the peer makes (RFC 3261 §19.1.1, headers of a URI); a `tel:` URI can carry none.
  ///   - proxy: a `tel:` number that is to carry something becomes a `sip:` URI of this one.
  public func refer(
    _ dialog: SIPDialogID, to uri: String, replacing other: SIPDialogID? = nil, referredBy: String? = nil,
    headers: SIPHeaders = SIPHeaders(), proxy: String? = nil
  ) {
    let target = SIPReferTarget(
      uri: uri, replacing: other, referredBy: referredBy, headers: headers, proxy: proxy)
    post(.dialog(dialog, .refer(target)))
  }

  // MARK: Calls and registrations of ours

  public func call(_ call: SIPCall) -> SIPDialogID {
    let id = newID()
    post(.call(id, call))
    return id
  }

  public func register(_ registration: SIPRegistration) -> SIPDialogID {
    let id = newID()
    post(.register(id, registration))
    return id
  }

  /// Takes a registration back; `unregistered` follows.
  public func unregister(_ registration: SIPDialogID) { post(.unregister(registration)) }

  // MARK: Inside

  func newID() -> SIPDialogID { SIPDialogID(lastID.add(1, ordering: .relaxed).newValue) }

  private func post(_ command: SIPCommand) {
    inbox.withLock { inbox in
      guard let stack = inbox.stack.flatMap(OpaquePointer.init(bitPattern:)) else { return }
      inbox.commands.append(command)
      if !inbox.isWoken { inbox.isWoken = ua_stack_wake(stack) }
    }
  }
}

/// What arrived and was no good, over all transports.
public struct SIPCounts: Hashable, Sendable {
  /// Messages with a readable first line.
  public var messages: UInt64 = 0
  /// What was no SIP at all.
  public var noSIP: UInt64 = 0
  /// Header fields that could not be read, or were missing.
  public var malformed: UInt64 = 0
  /// Past the limits on header fields.
  public var tooLarge: UInt64 = 0
  /// INVITEs without good credentials, where these are asked for.
  public var challenged: UInt64 = 0

  public init() {}

  mutating func take(_ counts: ua_counts) {
    messages = counts.messages
    noSIP = counts.no_sip
    malformed = counts.malformed
    tooLarge = counts.too_large
  }
}

/// What is posted to the thread.
enum SIPCommand: Sendable {
  case dialog(SIPDialogID, SIPDialogInput)
  case call(SIPDialogID, SIPCall)
  case register(SIPDialogID, SIPRegistration)
  case unregister(SIPDialogID)
  case stop
}
