import Telephony
import Testing

/// Calls of sipp to an endpoint that answers with a fixed session description.
@Suite(.serialized) struct CallsInTests {
  static let answering: Events.Reaction = { endpoint, event in
    switch event {
    case .incomingCall(let invitation):
      endpoint.ring(invitation.dialog)
      endpoint.answer(invitation.dialog, with: fixedDescription)
    case .offered(let dialog, _): endpoint.answer(dialog, with: fixedDescription)
    default: break
    }
  }

  @Test(.enabled(if: Sipp.path != nil, Sipp.isMissing), arguments: ["u1", "t1"])
  func anOrdinaryCall(transport: String) async throws {
    let port = try freePort()
    try await Events.during(.loopback(port), react: Self.answering) { endpoint, events in
      let sipp = try await Sipp.run("uac", port: freePort(), to: port, calls: 3, transport: transport)
      #expect(sipp.status == 0, "\(sipp.output)")
      let invitation = try #require(await events.invitation())
      #expect(invitation.from.user == "sipp")
      #expect(invitation.source.address == "127.0.0.1")
      #expect(invitation.offer?.contains("m=audio") == true)
      for _ in 0..<3 { #expect(await events.ending() == .peer) }
      #expect(endpoint.counts.malformed == 0)
    }
  }
}
