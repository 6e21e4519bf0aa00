import Audio
import CallInterface
import Logging
import CallRuntime
import Telephony

/// One call over SIP with a flow: its signalling, its sound and its flow, from INVITE to the end.
actor SIPFlowCall {
  /// Who began it.
  enum Origin: Sendable {
    /// The caller. With our description: the answer to the offer of the INVITE, or our offer where it had none.
    case arrived(description: String, hasLateOffer: Bool)
    /// We did, and wait so long for an answer. `answered` is waited for before the flow begins.
    case placed(patience: Duration, answered: (@Sendable () async -> Void)?)
  }
  private enum Phase {
    case ringing
    /// It waits for ACK, or for those who are told first.
    case answered
    case talking
    case over
  }

  private let call: FlowCall
  private let origin: Origin
  private let endpoint: SIPEndpoint
  private let ledger: CallLedger
  private let transfers: SIPTransfers
  private var leg: CallLeg
  private var phase = Phase.ringing
  private var waiting: Task<Void, Never>?
  private var flow: FlowCall.Running?
  private var keeping: Task<Void, Never>?
  private var failure: SIPFailure?
  /// Once the flow has ended.
  private(set) var record: CallRecord?

  init(
    _ call: FlowCall, _ origin: Origin, leg: CallLeg, ledger: CallLedger, transfers: SIPTransfers,
    endpoint: SIPEndpoint
  ) {
    self.call = call
    self.origin = origin
    self.leg = leg
    self.ledger = ledger
    self.transfers = transfers
    self.endpoint = endpoint
  }

  /// Serves the call to its end.
  /// - Returns: why there was no conversation, where somebody said so.
  @discardableResult
  func serve(_ events: AsyncStream<SIPEvent>) async -> SIPFailure? {
    begin()
    for await event in events {
      await take(event)
      if case .over = phase { break }
    }
    waiting?.cancel()
    await keeping?.value
    await transfers.close()
    // A flow that never began has no channel to end the media.
    if flow == nil { leg.media.stop() }
    return failure
  }

  /// Nothing has come over the line for long.
  func lineIsDead() async {
    call.log.problem("no sound has come for long: the line is dead")
    await flow?.channel.callerHungUp()
    endpoint.hangUp(leg.dialog)
  }

  private func begin() {
    switch origin {
    case .arrived where call.route.ringing > .zero:
      endpoint.ring(leg.dialog)
      wait(call.route.ringing) { $0.answer() }
    case .arrived: answer()
    case .placed(let patience, _): wait(patience) { $0.giveUp() }
    }
  }

  private func wait(_ time: Duration, then body: @escaping @Sendable (isolated SIPFlowCall) -> Void) {
    waiting = Task(executorPreference: call.lane) {
      // Cancelled when the other side decides first.
      guard (try? await Task.sleep(for: time)) != nil else { return }
      await body(self)
    }
  }

  private func answer() {
    guard case .ringing = phase, case .arrived(let description, _) = origin else { return }
    phase = .answered
    endpoint.answer(leg.dialog, with: description)
  }

  private func giveUp() {
    guard case .ringing = phase else { return }
    failure = SIPFailure(status: 408, reason: "Nobody answered", isLocal: true)
    endpoint.hangUp(leg.dialog)
  }

  private func take(_ event: SIPEvent) async {
    guard event.dialog == leg.dialog else { return await transfers.take(event) }
    switch event {
    case .acknowledged(_, let answer): acknowledged(answer)
    case .progressed(_, _, let answer?): agree(answer)
    case .answered(_, let answer): await answered(answer)
    case .offered(_, let offer): leg.answer(offer, at: endpoint)
    case .key(_, let key): press(key)
    case .referral: await transfers.take(event)
    case .failed(_, let failure): self.failure = self.failure ?? failure
    case .ended:
      phase = .over
      await flow?.channel.callerHungUp()
    default: break
    }
  }

  // MARK: The conversation begins

  /// ACK has come to a call that arrived.
  private func acknowledged(_ answer: String?) {
    guard case .answered = phase, case .arrived(_, let hasLateOffer) = origin else { return }
    if hasLateOffer, !agree(answer ?? "") { return endpoint.hangUp(leg.dialog) }
    converse()
  }

  /// A call of ours was answered; the description may have come before.
  private func answered(_ answer: String?) async {
    guard case .ringing = phase, case .placed(_, let tell) = origin else { return }
    waiting?.cancel()
    if let answer, !agree(answer) { return endpoint.hangUp(leg.dialog) }
    guard leg.hasAgreed else {
      call.log.problem("the call was answered without a session description")
      return endpoint.hangUp(leg.dialog)
    }
    phase = .answered
    await tell?()
    converse()
  }

  @discardableResult
  private func agree(_ answer: String) -> Bool {
    do throws(SDPRefusal) {
      try leg.take(answer: answer)
      return true
    } catch {
      call.log.problem("the other side's answer cannot be used: \(error)")
      return false
    }
  }

  private func converse() {
    phase = .talking
    let flow = call.begin(on: leg.media, transfers: transfers) { [endpoint, dialog = leg.dialog] in
      endpoint.hangUp(dialog)
    }
    self.flow = flow
    keeping = Task(executorPreference: call.lane) { await self.keep(await flow.outcome.value.record) }
  }

  private func keep(_ record: CallRecord) {
    self.record = record
    ledger.note(record)
    endpoint.hangUp(leg.dialog)
  }

  private func press(_ key: SIPInfoKey) {
    let media = leg.media
    media.perform(.eventBegan(key.digit))
    Task {
      // A cancelled wait is over too.
      try? await Task.sleep(for: key.length ?? .milliseconds(100))
      media.perform(.eventEnded(key.digit))
    }
  }
}
