extension SIPDialogState {
  /// An established call: offers in both directions (RFC 3264, RFC 3311) and referrals (RFC 3515).
  mutating func takeUp(_ input: SIPDialogInput, _ before: Session) -> [SIPDialogEffect] {
    var session = before
    var effects: [SIPDialogEffect] = []
    switch input {
    case .reInvited(let offer):
      // Glare, or a second offer before the answer to the first (RFC 3261 §14.2).
      guard session.peerOffer == nil, !session.offering else {
        return [.ask(.respond(status: 491, sdp: nil, headers: SIPHeaders()))]
      }
      session.peerOffer = .reInvite
      effects = [.tell(.offered(SIPSessionOffer(request: .reInvite, description: offer)))]
    case .updated(let offer):
      guard session.peerOffer == nil, !session.offering else {
        return [.ask(.respondToUpdate(status: 491, sdp: nil))]
      }
      session.peerOffer = .update
      effects = [.tell(.offered(SIPSessionOffer(request: .update, description: offer)))]
    case .cancelled:
      // A re-INVITE was withdrawn; the session stays as it was.
      guard session.peerOffer == .reInvite else { return [] }
      session.peerOffer = nil
    case .acknowledged(let answer):
      // ACK to our answer of a re-INVITE; of interest only where it brings the answer to an offer of ours.
      guard let answer else { return [] }
      effects = [.tell(.acknowledged(answer: answer))]
    case .keyed(let key):
      effects = [.tell(.key(key))]
    case .peerLeft:
      self = .leaving(.peer)
      return session.referral == .pending ? [.tell(.referral(.left))] : []
    case .responded(let response, let sdp, let challenged):
      guard session.offering, response.status >= 200 else { return [] }
      session.offering = false
      if response.status < 300 {
        effects = [.tell(.offerAnswered(answer: sdp ?? ""))]
      } else {
        effects = (challenged ? [.ask(.giveUp)] : []) + [.tell(.offerRefused(response))]
      }
    case .referResponded(let response, let challenged):
      guard session.referral == .pending, response.status >= 200 else { return [] }
      if response.status < 300 {
        effects = [.tell(.referral(.accepted))]
      } else {
        return (challenged ? [.ask(.giveUp)] : []) + endReferral(.failed(response), &session)
      }
    case .notified(let fragment, let final):
      guard session.referral == .pending else { return [] }
      guard let outcome = Self.outcome(fragment, final: final) else {
        return fragment.map { [.tell(.referral(.progressed(status: $0.status)))] } ?? []
      }
      return endReferral(outcome, &session)
    case .answer(let sdp):
      guard let offer = session.peerOffer else { return [] }
      session.peerOffer = nil
      effects = [.ask(Self.response(to: offer, status: 200, sdp: sdp))]
    case .refuse(let status, _):
      guard let offer = session.peerOffer, (300...699).contains(status) else { return [] }
      session.peerOffer = nil
      effects = [.ask(Self.response(to: offer, status: status, sdp: nil))]
    case .hangUp:
      // The far end of a referral may still need this dialog to tell us the outcome; asked twice, we do not wait.
      if session.referral == .pending && !session.leave {
        session.leave = true
      } else {
        self = .leaving(.us)
        return [.ask(.bye)]
      }
    case .offer(let sdp):
      guard session.peerOffer == nil, !session.offering else { return [] }
      session.offering = true
      effects = [.ask(.invite(sdp: sdp))]
    case .refer(let target):
      guard session.referral == .none else { return [] }
      session.referral = .pending
      effects = [.ask(.refer(target))]
    case .ring, .terminated:
      return []
    }
    self = .up(session)
    return effects
  }

  private mutating func endReferral(_ outcome: SIPReferral, _ session: inout Session) -> [SIPDialogEffect] {
    session.referral = .none
    if session.leave {
      self = .leaving(.us)
      return [.tell(.referral(outcome)), .ask(.bye)]
    }
    self = .up(session)
    return [.tell(.referral(outcome))]
  }

  /// `nil` while there may be more to come.
  private static func outcome(_ fragment: SIPFragment?, final: Bool) -> SIPReferral? {
    switch fragment?.status ?? 0 {
    case 200...299: return .succeeded
    case 300...699:
      return .failed(SIPFailure(status: fragment?.status ?? 0, reason: fragment?.reason ?? ""))
    default: return final ? .unknown : nil
    }
  }

  private static func response(to offer: SIPSessionOffer.Request, status: Int, sdp: String?) -> SIPDialogRequest {
    switch offer {
    case .reInvite: .respond(status: status, sdp: sdp, headers: SIPHeaders())
    case .update: .respondToUpdate(status: status, sdp: sdp)
    }
  }
}
