import CallInterface
import Telephony
import Testing

/// REFER to a callee that sipp plays, and what its NOTIFY requests say.
@Suite(.serialized, .enabled(if: Sipp.path != nil, Sipp.isMissing), .timeLimit(.minutes(1)))
struct ReferralTests {
  static let up = [
    Scenario.awaiting("INVITE"), Scenario.respond("200 OK", body: Scenario.offer), Scenario.awaitACK,
  ].joined()

  static func notify(_ cseq: Int, _ line: String, _ state: String) -> String {
    Scenario.calleeRequest(
      "NOTIFY", cseq: cseq, headers: ["Event: refer", "Subscription-State: \(state)"], body: line)
      + Scenario.expect(200)
  }

  /// The outcome, after our REFER; then a BYE of ours unless the peer leaves.
  static func refer(_ steps: String..., hangUpEarly: Bool = false, peerLeaves: Bool = false) async throws -> (
    referrals: [SIPReferral], ending: SIPEnding?
  ) {
    let end =
      peerLeaves
      ? Scenario.calleeRequest("BYE", cseq: 9) + Scenario.expect(200)
      : Scenario.awaiting("BYE") + Scenario.respond("200 OK", tag: false)
    let scenario = Scenario.text(up, Scenario.awaiting("REFER"), steps.joined(separator: "\n"), end)
    let found = Found()
    let sipp = try await Events.calling(scenario) { endpoint, peer, events in
      let dialog = endpoint.call(CallsOutTests.call(peer))
      _ = await events.next { if case .answered(dialog, _) = $0 { true } else { nil } }
      endpoint.refer(dialog, to: "sip:other@127.0.0.1", referredBy: "sip:attendant@127.0.0.1")
      if hangUpEarly { endpoint.hangUp(dialog) }
      while true {
        let referral = try #require(
          await events.next { if case .referral(dialog, let referral) = $0 { referral } else { nil } })
        await found.add(referral)
        if referral.transferResult != nil { break }
      }
      if !hangUpEarly && !peerLeaves { endpoint.hangUp(dialog) }
      await found.end(await events.ending())
    }
    #expect(sipp.status == 0, "\(sipp.output)")
    return (await found.referrals, await found.ending)
  }

  actor Found {
    var referrals: [SIPReferral] = []
    var ending: SIPEnding?
    func add(_ referral: SIPReferral) { referrals.append(referral) }
    func end(_ ending: SIPEnding?) { self.ending = ending }
  }

  static let trying = notify(2, "SIP/2.0 100 Trying", "active;expires=60")

  @Test func theOtherAnswers() async throws {
    let (referrals, ending) = try await Self.refer(
      Scenario.respond("202 Accepted", tag: false), Self.trying,
      Self.notify(3, "SIP/2.0 200 OK", "terminated;reason=noresource"))
    #expect(referrals == [.accepted, .progressed(status: 100), .succeeded])
    #expect(ending == .us)
  }

  /// A BYE before the outcome would end the peer's chance to tell it.
  @Test func hangingUpWaitsForTheOutcome() async throws {
    let (referrals, ending) = try await Self.refer(
      Scenario.respond("202 Accepted", tag: false), Self.trying,
      Self.notify(3, "SIP/2.0 200 OK", "terminated;reason=noresource"), hangUpEarly: true)
    #expect(referrals.last == .succeeded)
    #expect(ending == .us)
  }

  @Test func theOtherIsBusy() async throws {
    let (referrals, _) = try await Self.refer(
      Scenario.respond("202 Accepted", tag: false),
      Self.notify(2, "SIP/2.0 486 Busy Here", "terminated;reason=noresource"))
    #expect(referrals.last?.transferResult == .busy)
  }

  @Test func thePeerWillNot() async throws {
    let (referrals, _) = try await Self.refer(Scenario.respond("603 Decline", tag: false))
    #expect(referrals == [.failed(SIPFailure(status: 603, reason: "Decline"))])
  }

  @Test func thePeerTellsNothing() async throws {
    let (referrals, _) = try await Self.refer(
      Scenario.respond("202 Accepted", tag: false), Self.notify(2, "what?", "terminated;reason=timeout"))
    #expect(referrals.last == .unknown)
  }

  @Test func thePeerLeaves() async throws {
    let (referrals, ending) = try await Self.refer(Scenario.respond("202 Accepted", tag: false), peerLeaves: true)
    #expect(referrals == [.accepted, .left])
    #expect(referrals.last?.transferResult == .handedOver)
    #expect(ending == .peer)
  }
}
