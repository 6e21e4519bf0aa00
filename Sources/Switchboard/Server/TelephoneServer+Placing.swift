public import CallRuntime
import CallInterface
import Logging
import Synchronization
public import Telephony

/// A call to make.
public struct CallPlacement: Sendable {
  /// Whom: a `sip:`, `sips:` or `tel:` URI.
  public var to: String
  /// Who calls: a URI, or a name and a URI in angle brackets.
  public var from: String
  /// What runs when it is answered.
  public var route: CallRoute
  /// Further header fields of the INVITE.
  public var headers = SIPHeaders()
  /// How long an answer is waited for.
  public var patience = Duration.seconds(60)
  /// Told when it is answered, and waited for before the flow begins.
  public var answered: (@Sendable () async -> Void)?

  public init(to: String, from: String, route: CallRoute) {
    self.to = to
    self.from = from
    self.route = route
  }
}

/// What became of a call of ours.
public enum PlacedCallOutcome: Sendable {
  /// It was answered, and the flow ran to its end.
  case conversed(CallRecord)
  case notAnswered(SIPFailure)
  /// It was not even tried.
  case refused(CallRefusal)
}

extension TelephoneServer {
  /// Calls somebody, and runs a flow when they answer. Returns when the call is over.
  ///
  /// Cancelling the task hangs up.
  public func call(_ placement: CallPlacement) async -> PlacedCallOutcome {
    if let refusal = desk.place(placement.route) { return .refused(refusal) }
    var facts = services.facts(from: placement.from, to: placement.to, by: placement.route, over: "sip", "2.0")
    facts.direction = .outgoing
    let call = FlowCall(
      name: "out-\(placedCalls.add(1, ordering: .relaxed).newValue)-\(facts.startedAt)", route: placement.route,
      facts: facts, services: services)
    let seat: Seat
    do {
      seat = try self.seat(call, host: firstHost)
    } catch {
      call.log.problem("\(error)")
      desk.takeBack(placement.route, isOurs: true)
      return .refused(.noMedia)
    }
    desk.take(isOurs: true)
    var local = SDPLocal(seat.media)
    var request = SIPCall(to: placement.to, from: placement.from, offer: local.nextOffer())
    request.headers = placement.headers
    request.credentials = options.credentials
    request.proxy = options.proxy
    let (dialog, mailbox) = directory.adopt { endpoint.call(request) }
    call.log.info(
      "calling", ["from": "\(placement.from)", "to": "\(placement.to)", "route": "\(placement.route.name)"])
    let serving = serving(
      call, .placed(patience: placement.patience, answered: placement.answered),
      CallLeg(dialog: dialog, media: seat.media, local: local), seat, mailbox, as: placement.from)
    let failure = await withTaskCancellationHandler {
      await serving.serve(mailbox.events)
    } onCancel: {
      endpoint.hangUp(dialog)
    }
    over(call, dialog)
    if let record = await serving.record { return .conversed(record) }
    let unknown = SIPFailure(status: 487, reason: "The call ended before it was answered", isLocal: true)
    let reason = failure ?? unknown
    call.log.info("not answered", ["status": "\(reason.status)", "reason": "\(reason.reason)"])
    return .notAnswered(reason)
  }
}
