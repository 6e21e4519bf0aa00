import Audio
import CallInterface
import Logging
import Telephony

/// Transfers of one call over SIP: blind by REFER, bridges by a second leg, consultations by a second leg that the
/// caller then takes the place of (REFER with Replaces).
actor SIPTransfers: TransferDesk {
  /// What the second leg of a transfer is made of.
  struct Surroundings: Sendable {
    let endpoint: SIPEndpoint
    let media: MediaThreads
    let host: SocketAddress
    let directory: CallDirectory
    let mailbox: CallDirectory.Mailbox
    let ringBack: CallTone
    let allowance: TransferAllowance
    /// Of calls of ours.
    let credentials: SIPCredentials?
    let proxy: String?
    let log: CallLog
    /// Told of each transfer that begins.
    let began: @Sendable () -> Void
  }

  private struct Transfer {
    let id: ActivityID
    let request: TransferRequest
    let sink: any EventSink
    let line: any LineDriver
    /// The far end; `nil` in a blind transfer.
    var far: CallLeg?
    /// Its sound has come.
    var hasStarted = false
    /// The caller hears something until then.
    var isRinging = false
    /// The interpreter wants it to end.
    var isEnding = false
    /// The caller was asked to take our place at the far end, and will tell what came of it.
    var isReferring = false
    /// Told when the far end has gone.
    var result: TransferResult?
  }

  private let surroundings: Surroundings
  private let caller: CallLeg
  /// Who the far end is called by.
  private let from: String
  private var running: Transfer?
  /// So long the caller hears nothing while `transferaudio` is looked for: ring-back that breaks off at once is noise.
  private static let audioPatience = Duration.milliseconds(500)

  init(caller: CallLeg, from: String, _ surroundings: Surroundings) {
    self.caller = caller
    self.from = from
    self.surroundings = surroundings
  }

  func begin(
    _ id: ActivityID, _ request: TransferRequest, on line: any LineDriver, telling sink: any EventSink
  ) {
    surroundings.began()
    guard surroundings.allowance.allows(request.destination) else {
      surroundings.log.problem("no transfer is allowed to \(request.destination)")
      return sink.post(
        .transferEnded(
          id,
          .failed(
            event: "error.connection.noauthorization",
            message: "this server transfers no calls to '\(request.destination)'")))
    }
    var transfer = Transfer(id: id, request: request, sink: sink, line: line)
    guard request.kind != .blind else {
      running = transfer
      if surroundings.proxy == nil, !request.headers.isEmpty, request.destination.lowercased().hasPrefix("tel:") {
        let names = request.headers.map(\.name).joined(separator: ", ")
        surroundings.log.problem(
          "\(request.destination) is not told \(names): a tel: URI has no place for it, and there is no proxy")
      }
      surroundings.endpoint.refer(
        caller.dialog, to: request.destination, referredBy: from, headers: SIPHeaders(request),
        proxy: surroundings.proxy)
      return
    }
    do throws(MediaFault) {
      transfer.far = try callFarEnd(request)
      running = transfer
      guard request.audio != nil else { return ring(id, .tone(surroundings.ringBack)) }
      Task {
        // Cancelled by nobody: what is over by then does not ring.
        try? await Task.sleep(for: Self.audioPatience)
        if running?.isRinging == false { ring(id, .tone(surroundings.ringBack)) }
      }
    } catch {
      surroundings.log.problem("no line for a transfer: \(error)")
      sink.post(.transferEnded(id, SIPCallOutcome.noResource.transferResult))
    }
  }

  func end(_ id: ActivityID, telling sink: any EventSink) {
    guard running?.id == id else { return }
    guard let far = running?.far else { return finish(.nearEndDisconnect) }
    running?.isEnding = true
    surroundings.endpoint.hangUp(far.dialog)
  }

  /// The caller has gone, or the flow has ended.
  func close() {
    guard let far = running?.far else { return }
    surroundings.endpoint.hangUp(far.dialog)
    far.media.stop()
    surroundings.directory.forget(far.dialog)
    running = nil
  }

  func ring(_ id: ActivityID, with stream: SoundStream) {
    if let running, running.id == id, running.isRinging { running.line.perform(.tone(nil)) }
    ring(id, .background(stream))
  }

  private func ring(_ id: ActivityID, _ sound: LineCommand) {
    guard let transfer = running, transfer.id == id, !transfer.hasStarted, transfer.far != nil else { return }
    running?.isRinging = true
    transfer.line.perform(sound)
  }

  /// What happens to the caller's referral, or to the far end.
  func take(_ event: SIPEvent) {
    // What is left of an earlier try is no news of this one.
    guard let transfer = running, let dialog = event.dialog, dialog == caller.dialog || dialog == transfer.far?.dialog
    else { return }
    switch event {
    case .referral(_, let referral):
      if let result = referral.transferResult { finish(result == .handedOver ? result : transfer.result ?? result) }
    case .progressed(_, _, let answer?):
      hear(answer)
    case .answered(_, let answer):
      if let answer { hear(answer) }
      answered()
    case .failed(_, let failure):
      running?.result = transfer.isEnding ? .nearEndDisconnect : SIPCallOutcome.refused(failure).transferResult
    case .ended(_, let ending):
      // Who was already asked to take our place may have done it: nobody else is to be tried.
      let ours: TransferResult = transfer.isReferring ? .unknown : .nearEndDisconnect
      let result = transfer.result ?? (transfer.isEnding ? ours : SIPCallOutcome.ended(ending).transferResult)
      // The far end leaves us as soon as the caller has taken our place, maybe before the caller has told us so.
      if transfer.isReferring, !transfer.isEnding { running?.result = result } else { finish(result) }
    case .offered(_, let offer):
      running?.far?.answer(offer, at: surroundings.endpoint)
    default:
      break
    }
  }

  private func callFarEnd(_ request: TransferRequest) throws(MediaFault) -> CallLeg {
    let media = try surroundings.media.makeSession(on: surroundings.host)
    var local = SDPLocal(media)
    var call = SIPCall(to: request.destination, from: from, offer: local.nextOffer())
    call.credentials = surroundings.credentials
    call.proxy = surroundings.proxy
    call.headers.fields += SIPHeaders(request).fields
    if let aai = request.aai { call.headers.fields.append(.init(name: "User-to-User", value: aai)) }
    let dialog = surroundings.directory.adopt(by: surroundings.mailbox) { surroundings.endpoint.call(call) }
    return CallLeg(dialog: dialog, media: media, local: local)
  }

  /// The far end's sound begins: early media, or the conversation.
  private func hear(_ answer: String) {
    guard var far = running?.far else { return }
    do {
      try far.take(answer: answer)
      running?.far = far
      if running?.hasStarted == false {
        try far.media.start(DeafSink()) { [log = surroundings.log] in log.problem($0.description) }
        running?.hasStarted = true
      }
      fallSilent(running?.line)
      caller.media.join(far.media)
    } catch {
      surroundings.log.problem("the far end's answer cannot be used: \(error)")
      refuse("\(error)")
    }
  }

  /// The far end is there, but nobody would hear it.
  private func refuse(_ reason: String) {
    guard let far = running?.far else { return }
    running?.result = .failed(event: "error.connection.protocol.488", message: reason)
    surroundings.endpoint.hangUp(far.dialog)
  }

  /// Nothing rings any more.
  private func fallSilent(_ line: (any LineDriver)?) {
    line?.perform(.tone(nil))
    line?.perform(.background(nil))
  }

  private func answered() {
    guard let transfer = running, transfer.result == nil else { return }
    guard transfer.hasStarted else {
      surroundings.log.problem("the far end answered without a session description")
      return refuse("there is no session description")
    }
    switch transfer.request.kind {
    case .bridge:
      transfer.sink.post(.transferAnswered(transfer.id))
    case .consultation:
      guard let far = transfer.far else { return }
      running?.isReferring = true
      surroundings.endpoint.refer(
        caller.dialog, to: transfer.request.destination, replacing: far.dialog, referredBy: from,
        proxy: surroundings.proxy)
    case .blind:
      break
    }
  }

  private func finish(_ result: TransferResult) {
    guard let transfer = running else { return }
    running = nil
    fallSilent(transfer.line)
    if let far = transfer.far {
      caller.media.leave()
      far.media.stop()
      // After a consultation the far end is the caller's, or nobody's; else it is hung up already.
      surroundings.endpoint.hangUp(far.dialog)
      surroundings.directory.forget(far.dialog)
    }
    transfer.sink.post(.transferEnded(transfer.id, result))
  }
}

extension SIPHeaders {
  /// What the flow tells the far end.
  fileprivate init(_ request: TransferRequest) {
    self.init(request.headers.map { Field(name: $0.name, value: $0.value) })
  }
}
