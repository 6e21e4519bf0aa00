/// What happened at a `SIPEndpoint`.
public enum SIPEvent: Hashable, Sendable {
  case incomingCall(SIPInvitation)
  /// The caller gave up before an answer. `ended` follows.
  case cancelled(SIPDialogID)
  /// ACK has come: the call is up. With the answer to our offer where the caller made none.
  case acknowledged(SIPDialogID, answer: String?)
  /// The peer changes the session: hold, resume, another address, or only a refresh. Wants `answer` or `refuse`.
  case offered(SIPDialogID, SIPSessionOffer)
  /// What became of our own `offer`.
  case offerAnswered(SIPDialogID, answer: String)
  case offerRefused(SIPDialogID, SIPFailure)
  /// A key in an INFO request.
  case key(SIPDialogID, SIPInfoKey)

  /// A call of ours rings, or is otherwise on its way; with early media where `answer` is a session description.
  case progressed(SIPDialogID, status: Int, answer: String?)
  case answered(SIPDialogID, answer: String?)
  /// A call of ours was refused or could not be placed. `ended` follows.
  case failed(SIPDialogID, SIPFailure)

  /// News of a REFER: first that it was accepted, then what the new call is doing, at last its outcome.
  case referral(SIPDialogID, SIPReferral)

  /// The last event of a call; commands for it change nothing from here on.
  case ended(SIPDialogID, SIPEnding)

  case registered(SIPDialogID)
  /// The registrar refused, or cannot be reached; `ended` of a registration.
  case registrationFailed(SIPDialogID, SIPFailure)
  case unregistered(SIPDialogID)

  /// Somebody asked whether we are there, and was answered.
  case options(SIPSource)
  /// The last event of all.
  case stopped
}

/// An offer within a call.
public struct SIPSessionOffer: Hashable, Sendable {
  public enum Request: Hashable, Sendable { case reInvite, update }
  public let request: Request
  /// `nil`: a re-INVITE that wants our offer.
  public let description: String?

  public init(request: Request, description: String?) {
    self.request = request
    self.description = description
  }
}

/// A final answer other than 2xx.
public struct SIPFailure: Hashable, Sendable {
  public let status: Int
  public let reason: String
  /// No peer said so: no route, no answer to any retransmission, a broken connection.
  public let isLocal: Bool
  /// Of the Retry-After field, in seconds.
  public let retryAfter: Int?

  public init(status: Int, reason: String, isLocal: Bool = false, retryAfter: Int? = nil) {
    self.status = status
    self.reason = reason
    self.isLocal = isLocal
    self.retryAfter = retryAfter
  }
}

public enum SIPReferral: Hashable, Sendable {
  /// 202: the peer will try.
  case accepted
  /// A provisional status of the new call.
  case progressed(status: Int)
  case succeeded
  /// The peer will not try, or what it tried failed.
  case failed(SIPFailure)
  /// The peer hung up before it told an outcome.
  case left
  /// The peer stopped telling before it told an outcome.
  case unknown
}

/// Who ended a call.
public enum SIPEnding: Hashable, Sendable {
  /// BYE or CANCEL of the peer.
  case peer
  /// We hung up, or refused.
  case us
  /// A call of ours was not answered with 2xx; `failed` told why.
  case failed
  /// A session timer ran out, ACK never came, or a transport broke.
  case lost(status: Int)
}
