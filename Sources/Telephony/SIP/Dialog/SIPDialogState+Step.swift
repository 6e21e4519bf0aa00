extension SIPDialogState {
  /// One input in, the requests and events that follow out. What does not fit the state, because it is late or stale,
  /// changes nothing.
  mutating func take(_ input: SIPDialogInput) -> [SIPDialogEffect] {
    if case .terminated(let status) = input { return end(status: status) }
    switch self {
    case .invited: return takeInvited(input)
    case .confirming(let leave): return takeConfirming(input, leave: leave)
    case .calling(let spent): return takeCalling(input, spent: spent)
    case .cancelling: return takeCancelling(input)
    case .up(let session): return takeUp(input, session)
    case .leaving: return takeLeaving(input)
    case .gone: return []
    }
  }

  private mutating func end(status: Int) -> [SIPDialogEffect] {
    let ending: SIPEnding
    switch self {
    case .gone: return []
    case .leaving(let known): ending = known
    case .invited, .confirming, .up: ending = .lost(status: status)
    case .cancelling: ending = .us
    case .calling:
      self = .gone
      let failure = SIPFailure(status: status, reason: "The attempt ended", isLocal: true)
      return [.tell(.failed(failure)), .tell(.ended(.failed))]
    }
    self = .gone
    return [.tell(.ended(ending))]
  }

  private mutating func takeInvited(_ input: SIPDialogInput) -> [SIPDialogEffect] {
    switch input {
    case .ring(let status, let sdp):
      guard (101...199).contains(status) else { return [] }
      return [.ask(.respond(status: status, sdp: sdp, headers: SIPHeaders()))]
    case .answer(let sdp):
      self = .confirming(leave: false)
      return [.ask(.respond(status: 200, sdp: sdp, headers: SIPHeaders()))]
    case .refuse(let status, let headers):
      guard (300...699).contains(status) else { return [] }
      self = .leaving(.us)
      return [.ask(.respond(status: status, sdp: nil, headers: headers))]
    case .hangUp:
      self = .leaving(.us)
      return [.ask(.respond(status: 480, sdp: nil, headers: SIPHeaders()))]
    case .cancelled, .peerLeft:
      self = .leaving(.peer)
      return [.tell(.cancelled)]
    case .updated:
      // Before an answer only the INVITE's own offer counts.
      return [.ask(.respondToUpdate(status: 491, sdp: nil))]
    case .keyed(let key):
      return [.tell(.key(key))]
    case .reInvited, .acknowledged, .responded, .referResponded, .notified, .terminated, .offer, .refer:
      return []
    }
  }

  private mutating func takeConfirming(_ input: SIPDialogInput, leave: Bool) -> [SIPDialogEffect] {
    switch input {
    case .acknowledged(let answer):
      if leave {
        self = .leaving(.us)
        return [.ask(.bye)]
      }
      self = .up(Session())
      return [.tell(.acknowledged(answer: answer))]
    case .hangUp:
      self = .confirming(leave: true)
      return []
    case .peerLeft:
      self = .leaving(.peer)
      return []
    case .keyed(let key):
      return leave ? [] : [.tell(.key(key))]
    case .updated:
      return [.ask(.respondToUpdate(status: 491, sdp: nil))]
    case .reInvited:
      return [.ask(.respond(status: 491, sdp: nil, headers: SIPHeaders()))]
    case .cancelled, .responded, .referResponded, .notified, .terminated, .ring, .answer, .refuse, .offer, .refer:
      // CANCEL has no effect once a final answer was sent (§9.2).
      return []
    }
  }

  private mutating func takeCalling(_ input: SIPDialogInput, spent: Bool) -> [SIPDialogEffect] {
    switch input {
    case .responded(let response, let sdp, let challenged):
      switch response.status {
      case 101...199: return [.tell(.progressed(status: response.status, answer: sdp))]
      case 200...299:
        self = .up(Session())
        return [.tell(.answered(answer: sdp))]
      case 300...999:
        if challenged && !spent {
          self = .calling(spent: true)
          return [.ask(.authenticate)]
        }
        self = .leaving(.failed)
        // A challenge that stays open would keep the dialog for ever.
        return (challenged ? [.ask(.giveUp)] : []) + [.tell(.failed(response))]
      default: return []
      }
    case .hangUp:
      self = .cancelling
      return [.ask(.cancel)]
    case .peerLeft:
      self = .leaving(.peer)
      return []
    case .updated:
      return [.ask(.respondToUpdate(status: 491, sdp: nil))]
    case .reInvited, .cancelled, .acknowledged, .keyed, .referResponded, .notified, .terminated, .ring, .answer,
      .refuse, .offer, .refer:
      return []
    }
  }

  private mutating func takeCancelling(_ input: SIPDialogInput) -> [SIPDialogEffect] {
    switch input {
    case .responded(let response, _, let challenged):
      switch response.status {
      case 200...299:
        // The answer overtook the CANCEL.
        self = .leaving(.us)
        return [.ask(.bye)]
      case 300...999:
        self = .leaving(.us)
        return challenged ? [.ask(.giveUp)] : []
      default: return []
      }
    case .peerLeft:
      self = .leaving(.us)
      return []
    case .updated:
      return [.ask(.respondToUpdate(status: 491, sdp: nil))]
    case .reInvited, .cancelled, .acknowledged, .keyed, .referResponded, .notified, .terminated, .ring, .answer,
      .refuse, .hangUp, .offer, .refer:
      return []
    }
  }

  private mutating func takeLeaving(_ input: SIPDialogInput) -> [SIPDialogEffect] {
    switch input {
    case .reInvited: return [.ask(.respond(status: 481, sdp: nil, headers: SIPHeaders()))]
    case .updated: return [.ask(.respondToUpdate(status: 481, sdp: nil))]
    case .cancelled, .acknowledged, .keyed, .peerLeft, .responded, .referResponded, .notified, .terminated, .ring,
      .answer, .refuse, .hangUp, .offer, .refer:
      return []
    }
  }
}
