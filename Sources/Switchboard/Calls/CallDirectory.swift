import Synchronization
import Telephony

/// Which call each SIP dialog belongs to. Looked up on the thread of the SIP stack, so it only ever takes a moment.
final class CallDirectory: Sendable {
  /// Where the events of a call go, and where they are read.
  struct Mailbox: Sendable {
    let events: AsyncStream<SIPEvent>
    fileprivate let inlet: AsyncStream<SIPEvent>.Continuation

    fileprivate init() {
      (events, inlet) = AsyncStream.makeStream()
    }
  }

  private let owners = Mutex<[SIPDialogID: Mailbox]>([:])
  private let arrivals: AsyncStream<SIPEvent>.Continuation

  /// - Parameter arrivals: gets calls that arrive, and what belongs to no call.
  init(arrivals: AsyncStream<SIPEvent>.Continuation) {
    self.arrivals = arrivals
  }

  func route(_ event: SIPEvent) {
    guard let dialog = event.dialog, let owner = owners.withLock({ $0[dialog] }) else {
      arrivals.yield(event)
      return
    }
    owner.inlet.yield(event)
  }

  /// Events of the dialog go to a mailbox of its own from now on.
  func adopt(_ dialog: SIPDialogID) -> Mailbox {
    let mailbox = Mailbox()
    owners.withLock { $0[dialog] = mailbox }
    return mailbox
  }

  /// The same for a call that we begin.
  func adopt(_ begin: () -> SIPDialogID) -> (SIPDialogID, Mailbox) {
    let mailbox = Mailbox()
    return (adopt(by: mailbox, begin), mailbox)
  }

  /// Begins a dialog of ours; not even its first event can be missed.
  func adopt(by mailbox: Mailbox, _ begin: () -> SIPDialogID) -> SIPDialogID {
    owners.withLock { owners in
      let dialog = begin()
      owners[dialog] = mailbox
      return dialog
    }
  }

  func forget(_ dialog: SIPDialogID) {
    owners.withLock { $0[dialog] = nil }
  }
}

extension SIPEvent {
  /// The call or registration that it is about.
  var dialog: SIPDialogID? {
    switch self {
    case .incomingCall, .options, .stopped: nil
    case .cancelled(let id), .acknowledged(let id, _), .offered(let id, _), .offerAnswered(let id, _),
      .offerRefused(let id, _), .key(let id, _), .progressed(let id, _, _), .answered(let id, _), .failed(let id, _),
      .referral(let id, _), .ended(let id, _), .registered(let id), .registrationFailed(let id, _),
      .unregistered(let id):
      id
    }
  }
}
