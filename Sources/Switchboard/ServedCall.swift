import Audio
import CallInterface
import CallRuntime
import ScriptEngine
import Telephony

/// One call that arrived: its signalling, its sound and its flow, from INVITE to the end.
actor ServedCall {
  private enum Phase {
    case ringing
    case answered
    case talking
    case over
  }

  private let name: String
  private let invitation: SIPInvitation
  private let route: CallRoute
  private let endpoint: SIPEndpoint
  private let services: ServerServices
  private let ledger: CallLedger
  private let transfers: SIPTransfers
  private var leg: CallLeg
  private var phase = Phase.ringing
  private var ringing: Task<Void, Never>?
  private var channel: AudioChannel?
  private var flow: Task<Void, Never>?
  private var hasLateOffer: Bool { invitation.offer == nil }

  init(
    name: String, invitation: SIPInvitation, route: CallRoute, leg: CallLeg, ledger: CallLedger,
    transfers: SIPTransfers, endpoint: SIPEndpoint, services: ServerServices
  ) {
    self.name = name
    self.invitation = invitation
    self.route = route
    self.leg = leg
    self.ledger = ledger
    self.transfers = transfers
    self.endpoint = endpoint
    self.services = services
  }

  /// Serves the call to its end.
  /// - Parameter description: ours, in answer to the offer of the INVITE, or our offer where it had none.
  func serve(_ events: AsyncStream<SIPEvent>, answering description: String) async {
    if route.ringing > .zero {
      endpoint.ring(invitation.dialog)
      ringing = Task {
        // Cancelled when the caller gives up.
        guard (try? await Task.sleep(for: route.ringing)) != nil else { return }
        self.answer(description)
      }
    } else {
      answer(description)
    }
    for await event in events {
      await take(event)
      if case .over = phase { break }
    }
    ringing?.cancel()
    await flow?.value
    await transfers.close()
    // A flow that never began has no channel to end the media.
    if flow == nil { leg.media.stop() }
  }

  /// Nothing has come over the line for long.
  func lineIsDead() async {
    services.log(name, "no sound has come for long: the line is dead")
    await channel?.callerHungUp()
    endpoint.hangUp(invitation.dialog)
  }

  private func answer(_ description: String) {
    guard case .ringing = phase else { return }
    phase = .answered
    endpoint.answer(invitation.dialog, with: description)
  }

  private func take(_ event: SIPEvent) async {
    guard event.dialog == invitation.dialog else { return await transfers.take(event) }
    switch event {
    case .acknowledged(_, let answer): await acknowledged(answer)
    case .offered(_, let offer): leg.answer(offer, at: endpoint)
    case .key(_, let key): press(key)
    case .referral: await transfers.take(event)
    case .ended:
      phase = .over
      await channel?.callerHungUp()
    default: break
    }
  }

  private func acknowledged(_ answer: String?) async {
    guard case .answered = phase else { return }
    if hasLateOffer {
      do throws(SDPRefusal) {
        try leg.take(answer: answer ?? "")
      } catch {
        services.log(name, "the caller's answer cannot be used: \(error)")
        endpoint.hangUp(invitation.dialog)
        return
      }
    }
    phase = .talking
    beginFlow()
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

  private func beginFlow() {
    let channel = AudioChannel(
      line: leg.media, sounds: services.sounds(), recordings: services.recordings(name), transfers: transfers,
      onHangUp: { [endpoint, dialog = invitation.dialog] in endpoint.hangUp(dialog) },
      log: { [services, name] in services.log(name, $0) })
    self.channel = channel
    let observer = services.observe.map { observe in
      { @Sendable [name] (at: CallInstant, report: CallReport) in observe(name, at, report) }
    }
    let runner = CallRunner(
      flow: route.flow, facts: facts, channel: channel, resources: services.resources, lane: services.lanes.next(),
      options: route.interpreterOptions, id: name, observer: observer)
    flow = Task { [ledger, endpoint, dialog = invitation.dialog] in
      let outcome = await runner.run()
      ledger.note(outcome.record)
      endpoint.hangUp(dialog)
    }
  }

  private var facts: CallFacts {
    let now = services.now()
    let asserted = invitation.assertedIdentities.first?.uri
    return CallFacts(
      from: asserted ?? invitation.from.uri, to: invitation.to.uri, startedAt: now.milliseconds,
      utcOffset: now.utcOffset, seed: .random(in: 0...UInt64(UInt32.max)), protocolName: "sip",
      protocolVersion: "2.0", aai: invitation.headers["User-to-User"], redirects: invitation.redirects)
  }
}
