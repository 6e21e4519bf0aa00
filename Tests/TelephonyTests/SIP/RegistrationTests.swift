import Telephony
import Testing

/// Registrations at a registrar that sipp plays.
@Suite(.serialized, .enabled(if: Sipp.path != nil, Sipp.isMissing), .timeLimit(.minutes(2)))
struct RegistrationTests {
  static func registration(_ peer: UInt16, _ password: String) -> SIPRegistration {
    SIPRegistration(
      registrar: "sip:127.0.0.1:\(peer)", address: "sip:desk@127.0.0.1",
      credentials: SIPCredentials(user: "jo", password: password))
  }

  static let challenged = [
    Scenario.awaiting("REGISTER"), Scenario.respond("401 Unauthorized", headers: [CallsOutTests.challenge]),
  ].joined()
  static let accepted = """
    <send><![CDATA[

    SIP/2.0 200 OK
    [last_Via:]
    [last_From:]
    [last_To:];tag=[pid]T[call_number]
    [last_Call-ID:]
    [last_CSeq:]
    [last_Contact:];expires=3600
    Content-Length: 0

    ]]></send>
    """

  @Test func registersAndTakesItBack() async throws {
    let scenario = Scenario.text(
      Self.challenged,
      "<recv request=\"REGISTER\"><action><verifyauth assign_to=\"good\" username=\"jo\" password=\"secret\"/></action></recv>",
      "<nop test=\"good\" next=\"1\"/>", Scenario.respond("403 Forbidden"), "<nop next=\"2\"/>", "<label id=\"1\"/>",
      Self.accepted, Scenario.awaiting("REGISTER"), Scenario.respond("200 OK"), "<label id=\"2\"/>")
    let sipp = try await Events.calling(scenario) { endpoint, peer, events in
      let id = endpoint.register(Self.registration(peer, "secret"))
      let registered = await events.next {
        switch $0 {
        case .registered(id): true
        case .registrationFailed(id, _): false
        default: nil
        }
      }
      #expect(registered == true)
      endpoint.unregister(id)
      #expect(await events.next { $0 == .unregistered(id) ? true : nil } == true)
    }
    #expect(sipp.status == 0, "\(sipp.output)")
  }

  @Test func aWrongPasswordIsTriedOnce() async throws {
    let sipp = try await Events.calling(Scenario.text(Self.challenged, Self.challenged)) { endpoint, peer, events in
      let id = endpoint.register(Self.registration(peer, "wrong"))
      let status = await events.next {
        if case .registrationFailed(id, let failure) = $0 { failure.status } else { nil }
      }
      #expect(status == 401)
    }
    #expect(sipp.status == 0, "\(sipp.output)")
  }

  @Test func refused() async throws {
    let scenario = Scenario.text(Scenario.awaiting("REGISTER"), Scenario.respond("403 Forbidden"))
    let sipp = try await Events.calling(scenario) { endpoint, peer, events in
      let id = endpoint.register(Self.registration(peer, "x"))
      let status = await events.next {
        if case .registrationFailed(id, let failure) = $0 { failure.status } else { nil }
      }
      #expect(status == 403)
    }
    #expect(sipp.status == 0, "\(sipp.output)")
  }

  @Test func nonsense() async throws {
    let port = try freePort()
    try await Events.during(.loopback(port)) { endpoint, events in
      for (registrar, address) in [("http://a", "sip:a@b"), ("sip:127.0.0.1", "tel:1"), ("sip:127.0.0.1", "x")] {
        let id = endpoint.register(SIPRegistration(registrar: registrar, address: address))
        let failed = await events.next { if case .registrationFailed(id, _) = $0 { true } else { nil } }
        #expect(failed == true)
      }
    }
  }
}
