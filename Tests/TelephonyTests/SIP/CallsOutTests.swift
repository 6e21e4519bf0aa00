import CallInterface
import Telephony
import Testing

/// Calls of ours to sipp.
@Suite(.serialized, .enabled(if: Sipp.path != nil, Sipp.isMissing), .timeLimit(.minutes(2)))
struct CallsOutTests {
  static func call(_ peer: UInt16, _ transport: String = "udp") -> SIPCall {
    SIPCall(
      to: "sip:desk@127.0.0.1:\(peer);transport=\(transport)", from: "\"The desk\" <sip:attendant@127.0.0.1>",
      offer: SDPLocal(address: "127.0.0.1", port: 40_000, session: 1).offer().description)
  }

  @Test(arguments: [("u1", "udp"), ("t1", "tcp")])
  func answeredAndHungUp(sippTransport: String, transport: String) async throws {
    let sipp = try await Events.calling("uas", transport: sippTransport) { endpoint, peer, events in
      var call = Self.call(peer, transport)
      call.headers.fields.append(.init(name: "X-Account", value: "42"))
      let dialog = endpoint.call(call)
      let status = await events.next { if case .progressed(dialog, let status, _) = $0 { status } else { nil } }
      #expect(status == 180)
      let answer = await events.next { if case .answered(dialog, let answer) = $0 { answer } else { nil } }
      #expect(answer?.contains("m=audio") == true)
      endpoint.hangUp(dialog)
      #expect(await events.ending() == .us)
    }
    #expect(sipp.status == 0, "\(sipp.output)")
  }

  @Test func earlyMediaAndTheirHangUp() async throws {
    let scenario = Scenario.text(
      Scenario.awaiting("INVITE"), Scenario.respond("183 Session Progress", body: Scenario.offer),
      Scenario.respond("200 OK", body: Scenario.offer), Scenario.awaitACK, Scenario.calleeRequest("BYE", cseq: 1),
      Scenario.expect(200))
    let sipp = try await Events.calling(scenario) { endpoint, peer, events in
      let dialog = endpoint.call(Self.call(peer))
      let early = await events.next { if case .progressed(dialog, 183, let answer) = $0 { answer } else { nil } }
      #expect(early?.contains("PCMU") == true)
      #expect(await events.ending() == .peer)
    }
    #expect(sipp.status == 0, "\(sipp.output)")
  }

  @Test func theirProvisionalAnswersAreAcknowledged() async throws {
    let scenario = Scenario.text(
      Scenario.awaiting("INVITE", keeping: ["Via", "CSeq"]),
      Scenario.respond("183 Session Progress", headers: ["Require: 100rel", "RSeq: 7"], body: Scenario.offer),
      Scenario.awaiting("PRACK"), Scenario.respond("200 OK", tag: false),
      Scenario.respond("200 OK", tag: false).replacing("[last_Via:]", with: "Via:[$Via]")
        .replacing("[last_CSeq:]", with: "CSeq:[$CSeq]"),
      Scenario.awaiting("ACK"), Scenario.awaiting("BYE"), Scenario.respond("200 OK", tag: false))
    let sipp = try await Events.calling(scenario) { endpoint, peer, events in
      let dialog = endpoint.call(Self.call(peer))
      _ = await events.next { if case .answered(dialog, _) = $0 { true } else { nil } }
      endpoint.hangUp(dialog)
      #expect(await events.ending() == .us)
    }
    #expect(sipp.status == 0, "\(sipp.output)")
  }

  @Test(arguments: [
    ("486 Busy Here", TransferResult.busy), ("503 Service Unavailable", .networkBusy), ("480 Gone", .noAnswer),
    ("404 Not Found", .failed(event: "error.connection.noroute", message: "404 Not Found")),
    ("302 Moved", .failed(event: "error.connection.protocol.302", message: "302 Moved")),
    ("401 Unauthorized", .failed(event: "error.connection.noauthorization", message: "401 Unauthorized")),
  ])
  func refused(line: String, result: TransferResult) async throws {
    let scenario = Scenario.text(
      Scenario.awaiting("INVITE"), Scenario.respond(line, headers: ["Retry-After: 9 (soon)"]), Scenario.awaiting("ACK"))
    let sipp = try await Events.calling(scenario) { endpoint, peer, events in
      let dialog = endpoint.call(Self.call(peer))
      let failure = try #require(
        await events.next { if case .failed(dialog, let failure) = $0 { failure } else { nil } })
      #expect(SIPCallOutcome.refused(failure).transferResult == result)
      #expect(failure.retryAfter == 9)
      #expect(!failure.isLocal)
      #expect(await events.ending() == .failed)
    }
    #expect(sipp.status == 0, "\(sipp.output)")
  }

  static let challenge = "WWW-Authenticate: Digest realm=\"a.b\", nonce=\"47364c23432d2e131a5fb210812c\""

  @Test func credentials() async throws {
    let scenario = Scenario.text(
      Scenario.awaiting("INVITE"), Scenario.respond("401 Unauthorized", headers: [Self.challenge]),
      Scenario.awaiting("ACK"),
      "<recv request=\"INVITE\"><action><verifyauth assign_to=\"good\" username=\"jo\" password=\"secret\"/></action></recv>",
      "<nop test=\"good\" next=\"1\"/>", Scenario.respond("403 Forbidden"), Scenario.awaiting("ACK"),
      "<nop next=\"2\"/>", "<label id=\"1\"/>", Scenario.respond("200 OK", body: Scenario.offer),
      Scenario.awaiting("ACK"),
      Scenario.awaiting("BYE"), Scenario.respond("200 OK", tag: false), "<label id=\"2\"/>")
    let sipp = try await Events.calling(scenario) { endpoint, peer, events in
      var call = Self.call(peer)
      call.credentials = SIPCredentials(user: "jo", password: "secret")
      let dialog = endpoint.call(call)
      let answered = await events.next {
        switch $0 {
        case .answered(dialog, _): true
        case .failed(dialog, _): false
        default: nil
        }
      }
      #expect(answered == true)
      endpoint.hangUp(dialog)
      #expect(await events.ending() == .us)
    }
    #expect(sipp.status == 0, "\(sipp.output)")
  }

  @Test(arguments: [SIPCredentials(user: "jo", password: "wrong"), nil])
  func badCredentialsAreTriedOnce(credentials: SIPCredentials?) async throws {
    let again = [
      Scenario.awaiting("INVITE"),
      Scenario.respond("407 Proxy", headers: [Self.challenge.replacing("WWW", with: "Proxy")]),
      Scenario.awaiting("ACK"),
    ].joined()
    let scenario = credentials == nil ? Scenario.text(again) : Scenario.text(again, again)
    let sipp = try await Events.calling(scenario) { endpoint, peer, events in
      var call = Self.call(peer)
      call.credentials = credentials
      let dialog = endpoint.call(call)
      let status = await events.next { if case .failed(dialog, let failure) = $0 { failure.status } else { nil } }
      #expect(status == 407)
      #expect(await events.ending() == .failed)
    }
    #expect(sipp.status == 0, "\(sipp.output)")
  }

  @Test func weCancel() async throws {
    let scenario = Scenario.text(
      Scenario.awaiting("INVITE"), Scenario.respond("180 Ringing"),
      "<recv request=\"CANCEL\"></recv>", Scenario.respond("200 OK"),
      // Of the INVITE again.
      """
      <send><![CDATA[

      SIP/2.0 487 Request Terminated
      [last_Via:]
      [last_From:]
      [last_To:];tag=[pid]T[call_number]
      [last_Call-ID:]
      CSeq: [$invite] INVITE
      Content-Length: 0

      ]]></send>
      """, Scenario.awaiting("ACK")
    )
    .replacing(
      "<recv request=\"INVITE\"></recv>",
      with:
        "<recv request=\"INVITE\"><action><ereg regexp=\"[0-9]+\" search_in=\"hdr\" header=\"CSeq:\" assign_to=\"invite\"/></action></recv>"
    )
    let sipp = try await Events.calling(scenario) { endpoint, peer, events in
      let dialog = endpoint.call(Self.call(peer))
      _ = await events.next { if case .progressed(dialog, 180, _) = $0 { true } else { nil } }
      endpoint.hangUp(dialog)
      #expect(await events.ending() == .us)
      #expect(!events.seen.contains { if case .failed = $0 { true } else { false } })
    }
    #expect(sipp.status == 0, "\(sipp.output)")
  }

  @Test func nobodyIsThere() async throws {
    let port = try freePort()
    let nobody = try freePort()
    try await Events.during(.loopback(port)) { endpoint, events in
      let dialog = endpoint.call(Self.call(nobody, "tcp"))
      let failure = try #require(
        await events.next { if case .failed(dialog, let failure) = $0 { failure } else { nil } })
      #expect(failure.isLocal)
      #expect(await events.ending() == .failed)
    }
  }

  @Test func noCallAtAll() async throws {
    let port = try freePort()
    try await Events.during(.loopback(port)) { endpoint, events in
      for target in ["tel:123", "sip:a@127.0.0.1\r\nX: y", "", "sips:a@127.0.0.1", "sip:a@[::1]"] {
        let dialog = endpoint.call(SIPCall(to: target, from: "sip:a@b", offer: fixedDescription))
        let failure = await events.next { if case .failed(dialog, let failure) = $0 { failure } else { nil } }
        #expect(failure?.isLocal == true)
        #expect(await events.ending() == .failed)
      }
      let dialog = endpoint.call(SIPCall(to: "sip:a@127.0.0.1", from: "nobody", offer: fixedDescription))
      #expect(await events.next { if case .failed(dialog, _) = $0 { true } else { nil } } == true)
      // Names that nobody has.
      let nobody = SIPDialogID(9_999)
      endpoint.hangUp(nobody)
      endpoint.answer(nobody, with: "")
      endpoint.ring(nobody)
      endpoint.refuse(nobody, status: 486)
      endpoint.refer(nobody, to: "sip:a@b")
      endpoint.unregister(nobody)
    }
  }
}
