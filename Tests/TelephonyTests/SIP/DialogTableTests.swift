import Testing

@testable import Telephony

/// Every state of a SIP dialog with every input: the rows below do something, and all others change nothing.
@Suite struct DialogTableTests {
  struct Row {
    let from: SIPDialogState
    let input: SIPDialogInput
    let to: SIPDialogState
    let effects: [SIPDialogEffect]

    init(_ from: SIPDialogState, _ input: SIPDialogInput, _ to: SIPDialogState, _ effects: [SIPDialogEffect] = []) {
      self.from = from
      self.input = input
      self.to = to
      self.effects = effects
    }
  }

  static let key = SIPInfoKey(contentType: "application/dtmf", body: "5")
  static let target = SIPReferTarget(uri: "sip:b@example.net", replacing: nil, referredBy: nil)
  static let custom = SIPHeaders([.init(name: "Retry-After", value: "3")])
  static let none = SIPHeaders()

  static func up(
    peerOffer: SIPSessionOffer.Request? = nil, offering: Bool = false, referral: SIPDialogState.Referral = .none,
    leave: Bool = false
  ) -> SIPDialogState {
    .up(.init(peerOffer: peerOffer, offering: offering, referral: referral, leave: leave))
  }
  static func failure(_ status: Int) -> SIPFailure { SIPFailure(status: status, reason: "") }
  static func responded(_ status: Int, sdp: String? = nil, challenged: Bool = false) -> SIPDialogInput {
    .responded(failure(status), sdp: sdp, challenged: challenged)
  }
  static func notified(_ line: String, final: Bool = false) -> SIPDialogInput {
    .notified(SIPFragment(line), final: final)
  }
  static func respond(_ status: Int, _ sdp: String? = nil, _ headers: SIPHeaders = none) -> SIPDialogEffect {
    .ask(.respond(status: status, sdp: sdp, headers: headers))
  }

  static let states: [SIPDialogState] = [
    .invited, .confirming(leave: false), .confirming(leave: true), .calling(spent: false),
    .calling(spent: true), .cancelling, up(), up(peerOffer: .reInvite), up(peerOffer: .update),
    up(offering: true), up(referral: .pending), up(referral: .pending, leave: true), .leaving(.us), .leaving(.peer),
    .leaving(.failed), .gone,
  ]

  static let inputs: [SIPDialogInput] =
    [
      .reInvited(offer: "o"), .reInvited(offer: nil), .updated(offer: "o"), .cancelled, .acknowledged(answer: nil),
      .acknowledged(answer: "a"), .peerLeft, responded(100), responded(180), responded(183, sdp: "e"),
      responded(200, sdp: "a"), responded(401, challenged: true), responded(407, challenged: true), responded(401),
      responded(486), responded(904),
      .referResponded(failure(202), challenged: false), .referResponded(failure(603), challenged: false),
      .referResponded(failure(401), challenged: true), .referResponded(failure(100), challenged: false),
      notified("SIP/2.0 100 Trying"), notified("SIP/2.0 200 OK"), notified("SIP/2.0 200 OK", final: true),
      notified("SIP/2.0 486 Busy", final: true), notified("nonsense"), notified("nonsense", final: true),
      .terminated(status: 408), .ring(status: 180, sdp: nil), .ring(status: 183, sdp: "e"),
      .ring(status: 100, sdp: nil),
      .ring(status: 200, sdp: nil), .answer(sdp: "a"), .refuse(status: 486, headers: custom),
      .refuse(status: 200, headers: none), .hangUp, .offer(sdp: "o"), .refer(target),
    ] + (key.map { [.keyed($0)] } ?? [])

  static let rows: [Row] = invitedRows + callingRows + upRows + leavingRows + endRows + keyRows

  static let invitedRows =
    [
      Row(.invited, .ring(status: 180, sdp: nil), .invited, [respond(180)]),
      Row(.invited, .ring(status: 183, sdp: "e"), .invited, [respond(183, "e")]),
      Row(.invited, .answer(sdp: "a"), .confirming(leave: false), [respond(200, "a")]),
      Row(.invited, .refuse(status: 486, headers: custom), .leaving(.us), [respond(486, nil, custom)]),
      Row(.invited, .hangUp, .leaving(.us), [respond(480)]),
      Row(.invited, .cancelled, .leaving(.peer), [.tell(.cancelled)]),
      Row(.invited, .peerLeft, .leaving(.peer), [.tell(.cancelled)]),
      Row(.invited, .updated(offer: "o"), .invited, [.ask(.respondToUpdate(status: 491, sdp: nil))]),

      Row(
        .confirming(leave: false), .acknowledged(answer: nil), up(), [.tell(.acknowledged(answer: nil))]),
      Row(.confirming(leave: false), .acknowledged(answer: "a"), up(), [.tell(.acknowledged(answer: "a"))]),
      Row(.confirming(leave: true), .acknowledged(answer: nil), .leaving(.us), [.ask(.bye)]),
      Row(.confirming(leave: true), .acknowledged(answer: "a"), .leaving(.us), [.ask(.bye)]),
      Row(.confirming(leave: false), .hangUp, .confirming(leave: true)),
    ]
    + [false, true].flatMap { leave in
      [
        Row(.confirming(leave: leave), .peerLeft, .leaving(.peer)),
        Row(
          .confirming(leave: leave), .updated(offer: "o"), .confirming(leave: leave),
          [.ask(.respondToUpdate(status: 491, sdp: nil))]),
        Row(.confirming(leave: leave), .reInvited(offer: "o"), .confirming(leave: leave), [respond(491)]),
        Row(.confirming(leave: leave), .reInvited(offer: nil), .confirming(leave: leave), [respond(491)]),
      ]
    }

  static let callingRows =
    [false, true].flatMap { spent -> [Row] in
      let state = SIPDialogState.calling(spent: spent)
      return [
        Row(state, responded(180), state, [.tell(.progressed(status: 180, answer: nil))]),
        Row(state, responded(183, sdp: "e"), state, [.tell(.progressed(status: 183, answer: "e"))]),
        Row(state, responded(200, sdp: "a"), up(), [.tell(.answered(answer: "a"))]),
        Row(state, responded(486), .leaving(.failed), [.tell(.failed(failure(486)))]),
        Row(state, responded(401), .leaving(.failed), [.tell(.failed(failure(401)))]),
        Row(state, responded(904), .leaving(.failed), [.tell(.failed(failure(904)))]),
        Row(state, .hangUp, .cancelling, [.ask(.cancel)]),
        Row(state, .peerLeft, .leaving(.peer)),
        Row(state, .updated(offer: "o"), state, [.ask(.respondToUpdate(status: 491, sdp: nil))]),
      ]
    }
    + [401, 407].flatMap { status in
      [
        Row(
          .calling(spent: false), responded(status, challenged: true), .calling(spent: true),
          [.ask(.authenticate)]),
        // The same credentials would be refused for ever.
        Row(
          .calling(spent: true), responded(status, challenged: true), .leaving(.failed),
          [.ask(.giveUp), .tell(.failed(failure(status)))]),
        Row(.cancelling, responded(status, challenged: true), .leaving(.us), [.ask(.giveUp)]),
      ]
    } + [
      Row(.cancelling, responded(200, sdp: "a"), .leaving(.us), [.ask(.bye)]),
      Row(.cancelling, responded(486), .leaving(.us)),
      Row(.cancelling, responded(401), .leaving(.us)),
      Row(.cancelling, responded(904), .leaving(.us)),
      Row(.cancelling, .peerLeft, .leaving(.us)),
      Row(.cancelling, .updated(offer: "o"), .cancelling, [.ask(.respondToUpdate(status: 491, sdp: nil))]),
    ]

  static let upStates = states.filter { if case .up = $0 { true } else { false } }

  static func with(_ state: SIPDialogState, _ change: (inout SIPDialogState.Session) -> Void) -> SIPDialogState {
    guard case .up(var session) = state else { return state }
    change(&session)
    return .up(session)
  }

  static let upRows = upStates.flatMap { state -> [Row] in
    guard case .up(let session) = state else { return [] }
    var rows = [
      Row(state, .acknowledged(answer: "a"), state, [.tell(.acknowledged(answer: "a"))]),
      Row(
        state, .peerLeft, .leaving(.peer), session.referral == .pending ? [.tell(.referral(.left))] : []),
    ]
    if session.peerOffer == nil && !session.offering {
      for offer in ["o", nil] {
        rows.append(
          Row(
            state, .reInvited(offer: offer), with(state) { $0.peerOffer = .reInvite },
            [.tell(.offered(SIPSessionOffer(request: .reInvite, description: offer)))]))
      }
      rows += [
        Row(
          state, .updated(offer: "o"), with(state) { $0.peerOffer = .update },
          [.tell(.offered(SIPSessionOffer(request: .update, description: "o")))]),
        Row(state, .offer(sdp: "o"), with(state) { $0.offering = true }, [.ask(.invite(sdp: "o"))]),
      ]
    } else {
      rows += [
        Row(state, .reInvited(offer: "o"), state, [respond(491)]),
        Row(state, .reInvited(offer: nil), state, [respond(491)]),
        Row(state, .updated(offer: "o"), state, [.ask(.respondToUpdate(status: 491, sdp: nil))]),
      ]
    }
    return rows + offerRows(state, session) + referralRows(state, session)
  }

  static func offerRows(_ state: SIPDialogState, _ session: SIPDialogState.Session) -> [Row] {
    var rows: [Row] = []
    let answered = with(state) { $0.peerOffer = nil }
    switch session.peerOffer {
    case .reInvite:
      rows += [
        Row(state, .answer(sdp: "a"), answered, [respond(200, "a")]),
        Row(state, .refuse(status: 486, headers: custom), answered, [respond(486)]),
        Row(state, .cancelled, answered),
      ]
    case .update:
      rows += [
        Row(state, .answer(sdp: "a"), answered, [.ask(.respondToUpdate(status: 200, sdp: "a"))]),
        Row(
          state, .refuse(status: 486, headers: custom), answered, [.ask(.respondToUpdate(status: 486, sdp: nil))]),
      ]
    case nil: break
    }
    if session.offering {
      let settled = with(state) { $0.offering = false }
      rows.append(Row(state, responded(200, sdp: "a"), settled, [.tell(.offerAnswered(answer: "a"))]))
      for status in [401, 486, 904] {
        rows.append(Row(state, responded(status), settled, [.tell(.offerRefused(failure(status)))]))
      }
      for status in [401, 407] {
        rows.append(
          Row(
            state, responded(status, challenged: true), settled,
            [.ask(.giveUp), .tell(.offerRefused(failure(status)))]))
      }
    }
    return rows
  }

  static func referralRows(_ state: SIPDialogState, _ session: SIPDialogState.Session) -> [Row] {
    guard session.referral == .pending else {
      return [
        Row(state, .refer(target), with(state) { $0.referral = .pending }, [.ask(.refer(target))]),
        Row(state, .hangUp, .leaving(.us), [.ask(.bye)]),
      ]
    }
    let over = session.leave ? SIPDialogState.leaving(.us) : with(state) { $0.referral = .none }
    let bye: [SIPDialogEffect] = session.leave ? [.ask(.bye)] : []
    let busy = SIPFailure(status: 486, reason: "Busy")
    return [
      Row(state, .referResponded(failure(202), challenged: false), state, [.tell(.referral(.accepted))]),
      Row(
        state, .referResponded(failure(603), challenged: false), over,
        [.tell(.referral(.failed(failure(603))))] + bye),
      Row(
        state, .referResponded(failure(401), challenged: true), over,
        [.ask(.giveUp), .tell(.referral(.failed(failure(401))))] + bye),
      Row(state, notified("SIP/2.0 100 Trying"), state, [.tell(.referral(.progressed(status: 100)))]),
      Row(state, notified("SIP/2.0 200 OK"), over, [.tell(.referral(.succeeded))] + bye),
      Row(state, notified("SIP/2.0 200 OK", final: true), over, [.tell(.referral(.succeeded))] + bye),
      Row(state, notified("SIP/2.0 486 Busy", final: true), over, [.tell(.referral(.failed(busy)))] + bye),
      Row(state, notified("nonsense", final: true), over, [.tell(.referral(.unknown))] + bye),
      session.leave
        ? Row(state, .hangUp, .leaving(.us), [.ask(.bye)]) : Row(state, .hangUp, with(state) { $0.leave = true }),
    ]
  }

  static let leavingRows = [SIPEnding.us, .peer, .failed].flatMap { ending in
    [
      Row(.leaving(ending), .reInvited(offer: "o"), .leaving(ending), [respond(481)]),
      Row(.leaving(ending), .reInvited(offer: nil), .leaving(ending), [respond(481)]),
      Row(
        .leaving(ending), .updated(offer: "o"), .leaving(ending), [.ask(.respondToUpdate(status: 481, sdp: nil))]),
    ]
  }

  static let endRows = states.filter { $0 != .gone }.map { state -> Row in
    let ending: SIPEnding
    switch state {
    case .leaving(let known): ending = known
    case .cancelling: ending = .us
    case .calling:
      let lost = SIPFailure(status: 408, reason: "The attempt ended", isLocal: true)
      return Row(state, .terminated(status: 408), .gone, [.tell(.failed(lost)), .tell(.ended(.failed))])
    case .invited, .confirming, .up, .gone: ending = .lost(status: 408)
    }
    return Row(state, .terminated(status: 408), .gone, [.tell(.ended(ending))])
  }

  static let keyRows = (key.map { [$0] } ?? []).flatMap { key in
    ([.invited, .confirming(leave: false)] + upStates).map { Row($0, .keyed(key), $0, [.tell(.key(key))]) }
  }

  @Test func everyRow() {
    for row in Self.rows {
      var state = row.from
      let effects = state.take(row.input)
      #expect(state == row.to, "\(row.from) × \(row.input)")
      #expect(effects == row.effects, "\(row.from) × \(row.input)")
    }
  }

  @Test func everythingElseChangesNothing() {
    for before in Self.states {
      for input in Self.inputs where !Self.rows.contains(where: { $0.from == before && $0.input == input }) {
        var state = before
        #expect(state.take(input) == [], "\(before) × \(input)")
        #expect(state == before, "\(before) × \(input)")
      }
    }
  }

  @Test func everyRowIsOneOfTheTable() {
    for row in Self.rows {
      #expect(Self.states.contains(row.from), "\(row.from)")
      #expect(Self.inputs.contains(row.input), "\(row.input)")
    }
    #expect(Self.key != nil)
  }
}
