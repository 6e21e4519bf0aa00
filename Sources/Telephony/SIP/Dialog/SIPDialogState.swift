/// What a call is doing (RFC 3261 §12 to §15); never to be mixed up with a dialog of a flow.
enum SIPDialogState: Hashable, Sendable {
  /// A call arrived and has no final answer yet.
  case invited
  /// We answered; ACK has not come. `leave`: we want to hang up, which has to wait for it (§15).
  case confirming(leave: Bool)
  /// Our INVITE has no final answer yet. `spent`: there are no credentials, or they were sent already.
  case calling(spent: Bool)
  /// Our INVITE is being cancelled.
  case cancelling
  case up(Session)
  /// A BYE or a final refusal is on its way; only the end of the dialog is awaited.
  case leaving(SIPEnding)
  case gone

  struct Session: Hashable, Sendable {
    /// An offer of the peer that awaits our answer.
    var peerOffer: SIPSessionOffer.Request?
    /// Our offer awaits the peer's answer.
    var offering = false
    var referral = Referral.none
    /// We want to hang up as soon as the referral is over.
    var leave = false
  }

  enum Referral: Hashable, Sendable {
    case none
    /// REFER is on its way, or was accepted.
    case pending
  }
}

/// What can happen to a call.
enum SIPDialogInput: Hashable, Sendable {
  // From the peer.
  case reInvited(offer: String?)
  case updated(offer: String)
  case cancelled
  case acknowledged(answer: String?)
  case keyed(SIPInfoKey)
  case peerLeft
  /// An answer to our INVITE or re-INVITE; `challenged`: 401 or 407 that can be met with credentials.
  case responded(SIPFailure, sdp: String?, challenged: Bool)
  case referResponded(SIPFailure, challenged: Bool)
  case notified(SIPFragment?, final: Bool)
  /// The stack is done with the dialog.
  case terminated(status: Int)

  // From us.
  case ring(status: Int, sdp: String?)
  case answer(sdp: String)
  case refuse(status: Int, headers: SIPHeaders)
  case hangUp
  case offer(sdp: String)
  case refer(SIPReferTarget)
}

/// Whom a REFER sends the peer to.
struct SIPReferTarget: Hashable, Sendable {
  /// A URI.
  let uri: String
  /// The call that the new one takes the place of (RFC 3891).
  let replacing: SIPDialogID?
  let referredBy: String?
  /// Of the new call's INVITE.
  let headers: SIPHeaders
  /// That knows the way to `tel:` numbers.
  let proxy: String?

  init(
    uri: String, replacing: SIPDialogID?, referredBy: String?, headers: SIPHeaders = SIPHeaders(), proxy: String? = nil
  ) {
    self.proxy = proxy
    self.uri = uri
    self.replacing = replacing
    self.referredBy = referredBy
    self.headers = headers
  }

  /// The URI with its headers (RFC 3261 §19.1.1). A `tel:` URI has no place for them (RFC 3966), nor for whom to replace: it
  /// becomes the `sip:` URI of the same number at the proxy, and without one goes as it is.
  var address: String {
    var uri = uri.trimmed
    let fields = headers.fields.filter { $0.name.isSIPToken }
    guard !fields.isEmpty || replacing != nil else { return uri }
    if uri.lowercased().hasPrefix("tel:") {
      guard let proxy, let target = SIPTarget(uri, proxy: proxy) else { return uri }
      uri = target.uri
    }
    guard !fields.isEmpty else { return uri }
    let text = fields.map { "\($0.name.percentEncoded)=\($0.value.onOneLine.percentEncoded)" }.joined(separator: "&")
    return uri + (uri.contains("?") ? "&" : "?") + text
  }
}

/// What follows.
enum SIPDialogEffect: Hashable, Sendable {
  case tell(Told)
  case ask(SIPDialogRequest)

  /// An event without the name of its dialog.
  enum Told: Hashable, Sendable {
    case cancelled
    case acknowledged(answer: String?)
    case offered(SIPSessionOffer)
    case offerAnswered(answer: String)
    case offerRefused(SIPFailure)
    case key(SIPInfoKey)
    case progressed(status: Int, answer: String?)
    case answered(answer: String?)
    case failed(SIPFailure)
    case referral(SIPReferral)
    case ended(SIPEnding)
  }
}

/// What the stack is to send.
enum SIPDialogRequest: Hashable, Sendable {
  case respond(status: Int, sdp: String?, headers: SIPHeaders)
  case respondToUpdate(status: Int, sdp: String?)
  case invite(sdp: String)
  case cancel
  case bye
  case refer(SIPReferTarget)
  case authenticate
  case giveUp
}
