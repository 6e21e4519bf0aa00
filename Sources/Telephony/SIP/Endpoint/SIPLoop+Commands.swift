import CSofiaSIPShim
import Synchronization

extension SIPLoop {
  /// Does what was posted since the last time.
  func takeCommands() {
    let commands = endpoint.inbox.withLock { inbox in
      inbox.isWoken = false
      defer { inbox.commands = [] }
      return inbox.commands
    }
    for command in commands {
      switch command {
      case .dialog(let id, let input): take(input, for: id)
      case .call(let id, let call): begin(call, id)
      case .register(let id, let registration): begin(registration, id)
      case .unregister(let id):
        if let registration = registrations[id] { ua_unregister(registration.handle) }
      case .stop:
        guard !isStopping else { continue }
        isStopping = true
        for dialog in dialogs.values { ua_end_unacknowledged(dialog.handle) }
        ua_stack_stop(stack)
      }
    }
  }

  private func begin(_ call: SIPCall, _ id: SIPDialogID) {
    guard !isStopping else { return refuse(id, "The endpoint is stopping") }
    guard let target = SIPTarget(call.to, proxy: call.proxy) else { return refuse(id, "Not an address to call") }
    guard let from = SIPAddress(call.from), SIPTarget(from.uri, proxy: "sip:localhost") != nil else {
      return refuse(id, "Not an address to call from")
    }
    guard let local = call.local ?? target.local(in: options.addresses) else {
      return refuse(id, "No local address can reach it")
    }
    let handle = ua_invite(
      stack, CInt(clamping: local), id.number, target.uri, "<\(target.uri)>", from.nameAddr, call.headers.wireText,
      call.offer, target.route)
    guard let handle else { return refuse(id, "No such local address, or out of memory") }
    dialogs[id] = Dialog(handle: handle, state: .calling(spent: call.credentials == nil), credentials: call.credentials)
  }

  /// A call that could not even be begun.
  private func refuse(_ id: SIPDialogID, _ reason: String) {
    handler(.failed(id, SIPFailure(status: 503, reason: reason, isLocal: true)))
    handler(.ended(id, .failed))
  }

  private func begin(_ registration: SIPRegistration, _ id: SIPDialogID) {
    let address = SIPAddress(registration.address)
    guard !isStopping, let target = SIPTarget(registration.registrar), let address, SIPTarget(address.uri) != nil,
      let local = registration.local ?? target.local(in: options.addresses),
      let handle = ua_register(
        stack, CInt(clamping: local), id.number, target.uri, address.nameAddr, address.user.percentEncoded,
        String(max(60, registration.expires)))
    else {
      handler(.registrationFailed(id, SIPFailure(status: 503, reason: "Not a registration", isLocal: true)))
      return
    }
    registrations[id] = Registration(handle: handle, credentials: registration.credentials)
  }
}
