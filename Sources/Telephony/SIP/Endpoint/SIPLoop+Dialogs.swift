import CSofiaSIPShim

extension SIPLoop {
  /// One step of a call's state, and what follows from it.
  func take(_ input: SIPDialogInput, for id: SIPDialogID) {
    guard var dialog = dialogs[id] else { return }
    let effects = dialog.state.take(input)
    dialogs[id] = dialog.state == .gone ? nil : dialog
    for effect in effects {
      switch effect {
      case .ask(let request): perform(request, id, dialog)
      case .tell(let told): if !dialog.isSilent { handler(told.event(id)) }
      }
    }
  }

  private func perform(_ request: SIPDialogRequest, _ id: SIPDialogID, _ dialog: Dialog) {
    let handle = dialog.handle
    switch request {
    case .respond(let status, let sdp, let headers):
      ua_respond(handle, CInt(clamping: status), sdp, headers.wireText)
    case .respondToUpdate(let status, let sdp):
      ua_respond_update(handle, CInt(clamping: status), sdp)
    case .invite(let sdp): ua_reinvite(handle, sdp)
    case .cancel: ua_cancel(handle)
    case .bye: ua_bye(handle, nil)
    case .refer(let target): refer(target, id, handle)
    case .authenticate:
      if let answer = dialog.challenge.flatMap({ dialog.credentials?.answer(to: $0) }) {
        ua_authenticate(handle, answer)
      } else {
        ua_give_up(handle)
      }
    case .giveUp: ua_give_up(handle)
    }
  }

  private func refer(_ target: SIPReferTarget, _ id: SIPDialogID, _ handle: OpaquePointer) {
    func refuse(_ reason: String) {
      let failure = SIPFailure(status: 400, reason: reason, isLocal: true)
      take(.referResponded(failure, challenged: false), for: id)
    }
    guard SIPTarget(target.uri, proxy: "sip:localhost") != nil else { return refuse("Not an address to refer to") }
    var address = target.address
    if let replacing = target.replacing {
      guard let other = dialogs[replacing], let replaces = replaces(other.handle) else {
        return refuse("The call to replace is not established")
      }
      address += (address.contains("?") ? "&" : "?") + "Replaces=" + replaces.percentEncoded
    }
    ua_refer(handle, "<\(address)>", target.referredBy.flatMap { SIPAddress($0) }?.nameAddr)
  }

  private func replaces(_ handle: OpaquePointer) -> String? {
    var text = [CChar](repeating: 0, count: 1_024)
    let fits = text.withUnsafeMutableBufferPointer { ua_replaces(handle, $0.baseAddress, $0.count) }
    return fits ? String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }
}

extension SIPDialogEffect.Told {
  func event(_ id: SIPDialogID) -> SIPEvent {
    switch self {
    case .cancelled: .cancelled(id)
    case .acknowledged(let answer): .acknowledged(id, answer: answer)
    case .offered(let offer): .offered(id, offer)
    case .offerAnswered(let answer): .offerAnswered(id, answer: answer)
    case .offerRefused(let failure): .offerRefused(id, failure)
    case .key(let key): .key(id, key)
    case .progressed(let status, let answer): .progressed(id, status: status, answer: answer)
    case .answered(let answer): .answered(id, answer: answer)
    case .failed(let failure): .failed(id, failure)
    case .referral(let referral): .referral(id, referral)
    case .ended(let ending): .ended(id, ending)
    }
  }
}
