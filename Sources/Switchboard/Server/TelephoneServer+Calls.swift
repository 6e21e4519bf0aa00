import Audio
import CallInterface
import Logging
import CallRuntime
import Telephony

/// What calls that arrive and calls of ours have in common.
extension TelephoneServer {
  /// The place of one call among the media threads.
  struct Seat: Sendable {
    let host: SocketAddress
    let media: RTPSession
    let ledger: CallLedger
    let box: DeathBox
  }

  func seat(_ call: FlowCall, host: SocketAddress?) throws -> Seat {
    guard let host else { throw ServerFault.badHost("") }
    let ledger = CallLedger { [services, desk] record in
      desk.note(record)
      services.keep(record)
    }
    let box = DeathBox()
    let media = try media.makeSession(on: host, options.media) { [log = call.log, metrics = desk.metrics] event in
      switch event {
      case .ended(let statistics):
        metrics.media(lost: statistics.lost, jitter: Double(statistics.jitter) / 1e6)
        ledger.note(statistics.figures)
      case .timedOut: box.tell()
      case .learned(let address): log.info("sound goes elsewhere than was said", ["to": "\(address)"])
      case .resumed, .sourceChanged, .left: break
      }
    }
    return Seat(host: host, media: media, ledger: ledger, box: box)
  }

  func serving(
    _ call: FlowCall, _ origin: SIPFlowCall.Origin, _ leg: CallLeg, _ seat: Seat, _ mailbox: CallDirectory.Mailbox,
    as address: String
  ) -> SIPFlowCall {
    let transfers = SIPTransfers(
      caller: leg, from: address,
      .init(
        endpoint: endpoint, media: media, host: seat.host, directory: directory, mailbox: mailbox,
        ringBack: (TonePlan.plan(ofCountry: options.tonePlan) ?? .china).ringBack, allowance: options.transfers,
        credentials: options.credentials, proxy: options.proxy, log: call.log, began: { [desk] in desk.transfer() }))
    let serving = SIPFlowCall(
      call, origin, leg: leg, ledger: seat.ledger, transfers: transfers, endpoint: endpoint)
    seat.box.set { Task { await serving.lineIsDead() } }
    return serving
  }

  /// The call has ended.
  func over(_ call: FlowCall, _ dialog: SIPDialogID) {
    directory.forget(dialog)
    desk.end(call.route)
    call.log.info("over")
  }
}
