import CallInterface
import Telephony
import Testing

/// Calls of sipp to an endpoint that answers what it is offered.
@Suite(.serialized, .enabled(if: Sipp.path != nil, Sipp.isMissing)) struct CallsInTests {
  /// Rings and answers; what cannot be answered is refused with the status that the standard wants.
  static func answer(_ endpoint: SIPEndpoint, _ event: SIPEvent) {
    let local = SDPLocal(address: "127.0.0.1", port: 40_000, session: 1)
    func reply(_ dialog: SIPDialogID, _ offer: String?) {
      guard let offer else { return endpoint.answer(dialog, with: local.offer().description) }
      do {
        let session = try SDPSession(reading: offer)
        endpoint.answer(dialog, with: try local.answer(session).answer.description)
      } catch let refusal as SDPRefusal {
        endpoint.refuse(dialog, status: refusal.status)
      } catch {
        endpoint.refuse(dialog, status: 400)
      }
    }
    switch event {
    case .incomingCall(let invitation):
      endpoint.ring(invitation.dialog)
      reply(invitation.dialog, invitation.offer)
    case .offered(let dialog, let offer): reply(dialog, offer.description)
    default: break
    }
  }

  /// Plays a scenario of a caller to its end; the endpoint's events are in `body`'s hands after that.
  static func play(
    _ scenario: String, calls: Int = 1, transport: String = "u1",
    options: (inout SIPEndpointOptions) -> Void = { _ in },
    react: @escaping Events.Reaction = CallsInTests.answer,
    _ body: (SIPEndpoint, inout Events.Waiting) async throws -> Void
  ) async throws {
    let port = try freePort()
    var settings = SIPEndpointOptions.loopback(port)
    options(&settings)
    try await Events.during(settings, react: react) { endpoint, events in
      let sipp = try await Sipp.run(scenario, port: freePort(), to: port, calls: calls, transport: transport)
      #expect(sipp.status == 0, "\(sipp.output)")
      try await body(endpoint, &events)
    }
  }

  @Test(arguments: ["u1", "t1"])
  func anOrdinaryCall(transport: String) async throws {
    try await Self.play("uac", calls: 3, transport: transport) { endpoint, events in
      let invitation = try #require(await events.invitation())
      #expect(invitation.from.user == "sipp")
      #expect(invitation.from.displayName == "sipp")
      #expect(invitation.source.address == "127.0.0.1")
      #expect(invitation.source.port != 0)
      #expect(invitation.offer?.contains("m=audio") == true)
      #expect(invitation.requestURI.hasPrefix("sip:service@127.0.0.1"))
      #expect(invitation.callID.isEmpty == false)
      for _ in 0..<3 { #expect(await events.ending() == .peer) }
      let counts = endpoint.counts
      #expect(counts.malformed == 0 && counts.noSIP == 0)
      #expect(counts.messages >= 9)
    }
  }

  @Test func manyCalls() async throws {
    let port = try freePort()
    try await Events.during(.loopback(port), react: Self.answer) { endpoint, events in
      let sipp = try await Sipp.run("uac", port: freePort(), to: port, calls: 500, ["-r", "100", "-d", "100"])
      #expect(sipp.status == 0, "\(sipp.output)")
      for _ in 0..<500 { #expect(await events.ending() == .peer) }
      #expect(endpoint.counts.malformed == 0)
    }
  }

  @Test func sessionVariables() async throws {
    let headers = [
      "P-Asserted-Identity: \"Jo\" <sip:jo@a.example>", "Diversion: <sip:first@a.example>;reason=user-busy",
      "X-Account: 42", "x-empty:",
    ]
    let scenario = Scenario.text(
      Scenario.invite(headers), Scenario.expect(100, optional: true), Scenario.expect(180, optional: true),
      Scenario.expect(200), Scenario.ack(), Scenario.request("BYE", cseq: 2), Scenario.expect(200))
    try await Self.play(scenario) { _, events in
      let invitation = try #require(await events.invitation())
      #expect(invitation.assertedIdentities.map(\.user) == ["jo"])
      #expect(invitation.redirects.map(\.uri) == ["sip:first@a.example"])
      #expect(invitation.headers["x-account"] == "42")
      #expect(invitation.headers["Via"]?.contains("127.0.0.1") == true)
    }
  }

  @Test func aCancelledCall() async throws {
    let scenario = Scenario.text(
      Scenario.invite(), Scenario.expect(100, optional: true), Scenario.expect(180),
      "<send retrans=\"500\"><![CDATA[\n\nCANCEL sip:service@[remote_ip]:[remote_port] SIP/2.0\n[last_Via:]\n[last_From:]\nTo: <sip:service@[remote_ip]:[remote_port]>\n[last_Call-ID:]\nCSeq: 1 CANCEL\nMax-Forwards: 70\nContent-Length: 0\n\n]]></send>",
      Scenario.expect(200), Scenario.expect(487), Scenario.ack())
    try await Self.play(
      scenario,
      react: { endpoint, event in
        if case .incomingCall(let invitation) = event { endpoint.ring(invitation.dialog) }
      }
    ) { _, events in
      let invitation = try #require(await events.invitation())
      let cancelled = await events.next { if case .cancelled(let id) = $0 { id } else { nil } }
      #expect(cancelled == invitation.dialog)
      #expect(await events.ending() == .peer)
    }
  }

  @Test func refusals() async throws {
    let scenario = Scenario.text(
      Scenario.invite(), Scenario.expect(100, optional: true), Scenario.expect(503, having: "7", in: "Retry-After"),
      Scenario.ack())
    try await Self.play(
      scenario,
      react: { endpoint, event in
        guard case .incomingCall(let invitation) = event else { return }
        endpoint.refuse(invitation.dialog, status: 503, retryAfter: 7)
        // Too late, and without effect.
        endpoint.answer(invitation.dialog, with: fixedDescription)
      }
    ) { _, events in
      #expect(await events.ending() == .us)
    }
  }

  @Test func anOfferWithoutG711IsRefused() async throws {
    let offer = Scenario.offer.replacing("RTP/AVP 0", with: "RTP/AVP 18").replacing(
      "a=rtpmap:0 PCMU/8000", with: "a=ptime:20")
    let scenario = Scenario.text(
      Scenario.invite(body: offer), Scenario.expect(100, optional: true), Scenario.expect(180, optional: true),
      Scenario.expect(488), Scenario.ack())
    try await Self.play(scenario) { _, events in #expect(await events.ending() == .us) }
  }

  @Test func aLateOffer() async throws {
    let scenario = Scenario.text(
      Scenario.invite(body: nil), Scenario.expect(100, optional: true), Scenario.expect(180, optional: true),
      Scenario.expect(200, having: "m=audio 40000 RTP/AVP 8 0 101"), Scenario.ack(body: Scenario.offer),
      Scenario.request("BYE", cseq: 2), Scenario.expect(200))
    try await Self.play(scenario) { _, events in
      let invitation = try #require(await events.invitation())
      #expect(invitation.offer == nil)
      let answer = await events.next { if case .acknowledged(_, let answer) = $0 { answer } else { nil } }
      #expect(answer?.contains("PCMU") == true)
      #expect(await events.ending() == .peer)
    }
  }

  @Test func holdAndResume() async throws {
    let scenario = Scenario.text(
      Scenario.invite(), Scenario.expect(100, optional: true), Scenario.expect(180, optional: true),
      Scenario.expect(200), Scenario.ack(),
      Scenario.invite(body: Scenario.offer + "\na=sendonly", cseq: 2, inDialog: true),
      Scenario.expect(100, optional: true), Scenario.expect(200, having: "a=recvonly"), Scenario.ack(cseq: 2),
      Scenario.invite(cseq: 3, inDialog: true), Scenario.expect(100, optional: true),
      Scenario.expect(200, having: "a=sendrecv"), Scenario.ack(cseq: 3),
      // A refresh without an offer wants ours.
      Scenario.invite(body: nil, cseq: 4, inDialog: true), Scenario.expect(100, optional: true),
      Scenario.expect(200, having: "m=audio"), Scenario.ack(cseq: 4, body: Scenario.offer),
      Scenario.request("BYE", cseq: 5), Scenario.expect(200))
    try await Self.play(scenario) { _, events in
      var offers: [SIPSessionOffer] = []
      for _ in 0..<3 {
        offers.append(
          try #require(await events.next { if case .offered(_, let offer) = $0 { offer } else { nil } }))
      }
      #expect(offers.map(\.request) == [.reInvite, .reInvite, .reInvite])
      #expect(offers[0].description?.contains("sendonly") == true)
      #expect(offers[2].description == nil)
      let answer = await events.next { if case .acknowledged(_, let answer) = $0 { answer } else { nil } }
      #expect(answer?.contains("PCMU") == true)
      #expect(await events.ending() == .peer)
    }
  }

  @Test func updates() async throws {
    let scenario = Scenario.text(
      Scenario.invite(), Scenario.expect(100, optional: true), Scenario.expect(180, optional: true),
      Scenario.expect(200), Scenario.ack(), Scenario.request("UPDATE", cseq: 2), Scenario.expect(200),
      Scenario.request("UPDATE", cseq: 3, body: Scenario.offer + "\na=inactive"),
      Scenario.expect(200, having: "a=inactive"), Scenario.request("BYE", cseq: 4), Scenario.expect(200))
    try await Self.play(scenario) { _, events in
      let offer = await events.next { if case .offered(_, let offer) = $0 { offer } else { nil } }
      #expect(offer?.request == .update)
      #expect(offer?.description?.contains("inactive") == true)
      #expect(await events.ending() == .peer)
    }
  }

  @Test func keysInInfo() async throws {
    let scenario = Scenario.text(
      Scenario.invite(), Scenario.expect(100, optional: true), Scenario.expect(180, optional: true),
      Scenario.expect(200), Scenario.ack(),
      Scenario.request("INFO", cseq: 2, body: "Signal=7\nDuration=160", type: "application/dtmf-relay"),
      Scenario.expect(200), Scenario.request("INFO", cseq: 3, body: "hello", type: "text/plain"),
      Scenario.expect(200), Scenario.request("BYE", cseq: 4), Scenario.expect(200))
    try await Self.play(scenario) { _, events in
      let key = await events.next { if case .key(_, let key) = $0 { key } else { nil } }
      #expect(key?.digit == .seven)
      #expect(key?.length == .milliseconds(160))
      #expect(await events.ending() == .peer)
    }
  }

  @Test func reliableProvisionalAnswers() async throws {
    let scenario = Scenario.text(
      Scenario.invite(["Require: 100rel"]), Scenario.expect(100, optional: true),
      Scenario.expect(183, having: "[0-9]+", in: "RSeq"),
      Scenario.request("PRACK", cseq: 2, headers: ["RAck: [$found] 1 INVITE"]), Scenario.expect(200),
      Scenario.expect(200), Scenario.ack(), Scenario.request("BYE", cseq: 3), Scenario.expect(200))
    try await Self.play(
      scenario,
      react: { endpoint, event in
        guard case .incomingCall(let invitation) = event else { return }
        endpoint.ring(invitation.dialog, status: 183, answer: fixedDescription)
        endpoint.answer(invitation.dialog, with: fixedDescription)
      }
    ) { _, events in #expect(await events.ending() == .peer) }
  }

  @Test func sessionTimers() async throws {
    let scenario = Scenario.text(
      Scenario.invite(["Supported: timer", "Session-Expires: 100;refresher=uac"]), Scenario.expect(100, optional: true),
      Scenario.expect(180, optional: true), Scenario.expect(200, having: "100;refresher=uac", in: "Session-Expires"),
      Scenario.ack(), Scenario.request("BYE", cseq: 2), Scenario.expect(200))
    try await Self.play(scenario) { _, events in #expect(await events.ending() == .peer) }
    let short = Scenario.text(
      Scenario.invite(["Supported: timer", "Session-Expires: 30"]), Scenario.expect(100, optional: true),
      Scenario.expect(422, having: "90", in: "Min-SE"), Scenario.ack())
    try await Self.play(short) { _, _ in }
  }

  @Test func callersWithPasswords() async throws {
    let challenge = Scenario.text(
      Scenario.invite(), Scenario.expect(100, optional: true),
      "<recv response=\"401\" auth=\"true\"></recv>", Scenario.ack(),
      Scenario.invite(["[authentication username=jo password=secret]"], cseq: 2), Scenario.expect(100, optional: true),
      Scenario.expect(180, optional: true), Scenario.expect(200), Scenario.ack(cseq: 2),
      Scenario.request("BYE", cseq: 3), Scenario.expect(200))
    let accounts: (inout SIPEndpointOptions) -> Void = {
      $0.callers = SIPCallerAccounts(realm: "desk", passwords: ["jo": "secret"])
    }
    try await Self.play(challenge, options: accounts) { endpoint, events in
      let invitation = try #require(await events.invitation())
      #expect(invitation.user == "jo")
      #expect(await events.ending() == .peer)
      #expect(endpoint.counts.challenged == 1)
    }
    let wrong = challenge.replacing("password=secret", with: "password=wrong")
    let refused = Scenario.text(
      Scenario.invite(), Scenario.expect(100, optional: true), "<recv response=\"401\" auth=\"true\"></recv>",
      Scenario.ack(), Scenario.invite(["[authentication username=jo password=wrong]"], cseq: 2),
      Scenario.expect(100, optional: true), Scenario.expect(401), Scenario.ack(cseq: 2))
    #expect(wrong != challenge)
    try await Self.play(refused, options: accounts) { endpoint, events in
      #expect(endpoint.counts.challenged == 2)
      endpoint.stop()
      #expect(await events.invitation() == nil)
    }
  }

  /// A blind transfer of somebody who called us.
  @Test func theCallerIsReferred() async throws {
    func notify(_ cseq: Int, _ line: String, _ state: String) -> String {
      Scenario.request(
        "NOTIFY", cseq: cseq, headers: ["Event: refer", "Subscription-State: \(state)"], body: line,
        type: "message/sipfrag") + Scenario.expect(200)
    }
    let scenario = Scenario.text(
      Scenario.invite(), Scenario.expect(100, optional: true), Scenario.expect(180, optional: true),
      Scenario.expect(200), Scenario.ack(),
      "<recv request=\"REFER\"><action><ereg regexp=\"sip:other@127.0.0.1\" search_in=\"hdr\" header=\"Refer-To:\" check_it=\"true\" assign_to=\"to\"/></action></recv><Reference variables=\"to\"/>",
      Scenario.respond("202 Accepted", tag: false), notify(2, "SIP/2.0 100 Trying", "active;expires=60"),
      notify(3, "SIP/2.0 200 OK", "terminated;reason=noresource"), Scenario.awaiting("BYE"),
      Scenario.respond("200 OK", tag: false))
    try await Self.play(
      scenario,
      react: { endpoint, event in
        Self.answer(endpoint, event)
        switch event {
        case .acknowledged(let dialog, _): endpoint.refer(dialog, to: "sip:other@127.0.0.1")
        case .referral(let dialog, .succeeded): endpoint.hangUp(dialog)
        default: break
        }
      }
    ) { _, events in
      #expect(await events.ending() == .us)
      let referrals = events.seen.compactMap { if case .referral(_, let referral) = $0 { referral } else { nil } }
      #expect(referrals == [.accepted, .progressed(status: 100), .succeeded])
    }
  }

  @Test func weHangUp() async throws {
    let scenario = Scenario.text(
      Scenario.invite(), Scenario.expect(100, optional: true), Scenario.expect(180, optional: true),
      Scenario.expect(200), Scenario.ack(), Scenario.awaiting("BYE"), Scenario.respond("200 OK", tag: false))
    try await Self.play(
      scenario,
      react: { endpoint, event in
        Self.answer(endpoint, event)
        // Before ACK: the BYE waits for it.
        if case .incomingCall(let invitation) = event { endpoint.hangUp(invitation.dialog) }
      }
    ) { _, events in #expect(await events.ending() == .us) }
  }
}
