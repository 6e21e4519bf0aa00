import Telephony

/// One SIP dialog with its sound: the caller's, or the far end's of a transfer.
struct CallLeg: Sendable {
  let dialog: SIPDialogID
  let media: RTPSession
  /// Our side of its session.
  var local: SDPLocal
  /// The address that its SIP comes from.
  var peer: String?
  /// Whether it is known where its sound goes.
  private(set) var hasAgreed = false

  init(dialog: SIPDialogID, media: RTPSession, local: SDPLocal, peer: String? = nil) {
    self.dialog = dialog
    self.media = media
    self.local = local
    self.peer = peer
  }

  /// Takes the peer's offer; gives our answer.
  mutating func answer(to offer: String) throws(SDPRefusal) -> String {
    let (agreement, answer) = try local.answer(Self.read(offer))
    local.version += 1
    try agree(on: agreement)
    return answer.description
  }

  /// Our offer.
  mutating func offer() -> String { local.nextOffer() }

  /// Answers an offer within the call, or refuses it.
  mutating func answer(_ offer: SIPSessionOffer, at endpoint: SIPEndpoint) {
    do throws(SDPRefusal) {
      if let description = offer.description {
        endpoint.answer(dialog, with: try answer(to: description))
      } else {
        endpoint.answer(dialog, with: self.offer())
      }
    } catch {
      endpoint.refuse(dialog, status: error.status)
    }
  }

  /// Takes the peer's answer to our offer.
  mutating func take(answer: String) throws(SDPRefusal) {
    try agree(on: try local.agreement(answer: Self.read(answer)))
  }

  private mutating func agree(on agreement: SDPAgreement) throws(SDPRefusal) {
    guard let media = agreement.media(knownHost: peer) else { throw .noAddress }
    self.media.update(remote: media)
    hasAgreed = true
  }

  private static func read(_ text: String) throws(SDPRefusal) -> SDPSession {
    do throws(SDPFault) {
      return try SDPSession(reading: text)
    } catch {
      throw .fault(error)
    }
  }
}

extension SDPLocal {
  /// Describes a session of ours that nothing was agreed about yet.
  init(_ media: RTPSession) {
    self.init(address: media.address.host, port: media.address.port, session: UInt64(media.address.port))
  }

  /// Our offer; the next description has another version.
  mutating func nextOffer() -> String {
    defer { version += 1 }
    return offer().description
  }
}
