import CallInterface
import Telephony
import Testing

/// What a flow is told of real SIP responses (VoiceXML 2.0 §2.3.7).
@Suite struct OutcomeTests {
  static func refused(_ status: Int, local: Bool = false) -> TransferResult {
    SIPCallOutcome.refused(SIPFailure(status: status, reason: "Why", isLocal: local)).transferResult
  }

  @Test(arguments: [
    (486, TransferResult.busy), (600, .busy), (603, .busy), (408, .noAnswer), (480, .noAnswer), (487, .unknown),
    (502, .networkBusy), (503, .networkBusy), (504, .networkBusy), (904, .unknown),
  ])
  func results(status: Int, result: TransferResult) {
    #expect(Self.refused(status) == result)
  }

  @Test(arguments: [
    (401, "noauthorization"), (403, "noauthorization"), (407, "noauthorization"), (404, "noroute"), (410, "noroute"),
    (482, "noroute"), (483, "noroute"), (604, "noroute"), (400, "baddestination"), (414, "baddestination"),
    (416, "baddestination"), (484, "baddestination"), (485, "baddestination"), (302, "protocol.302"),
    (405, "protocol.405"), (415, "protocol.415"), (481, "protocol.481"), (488, "protocol.488"), (500, "protocol.500"),
    (513, "protocol.513"), (606, "protocol.606"),
  ])
  func errors(status: Int, name: String) {
    #expect(Self.refused(status) == .failed(event: "error.connection.\(name)", message: "\(status) Why"))
  }

  @Test func everyStatusHasAnOutcome() {
    for status in 300...699 {
      switch Self.refused(status) {
      case .handedOver, .nearEndDisconnect, .farEndDisconnect, .networkDisconnect:
        Issue.record("\(status) is no such end")
      case .busy, .noAnswer, .networkBusy, .unknown, .failed: break
      }
    }
  }

  @Test func withoutAPeer() {
    #expect(Self.refused(503, local: true) == .failed(event: "error.connection.noroute", message: "503 Why"))
    #expect(Self.refused(408, local: true) == .noAnswer)
    #expect(SIPCallOutcome.notAnswered.transferResult == .noAnswer)
    #expect(
      SIPCallOutcome.badDestination("x").transferResult
        == .failed(event: "error.connection.baddestination", message: "x"))
    #expect(
      SIPCallOutcome.noResource.transferResult
        == .failed(event: "error.connection.noresource", message: "No line is free for the transfer"))
  }

  @Test func bridgesAndReferrals() {
    #expect(SIPCallOutcome.handedOver.transferResult == .handedOver)
    #expect(SIPCallOutcome.ended(.peer).transferResult == .farEndDisconnect)
    #expect(SIPCallOutcome.ended(.us).transferResult == .nearEndDisconnect)
    #expect(SIPCallOutcome.ended(.lost(status: 408)).transferResult == .networkDisconnect)
    #expect(SIPCallOutcome.ended(.failed).transferResult == .unknown)
    #expect(SIPReferral.accepted.transferResult == nil)
    #expect(SIPReferral.progressed(status: 180).transferResult == nil)
    #expect(SIPReferral.succeeded.transferResult == .handedOver)
    #expect(SIPReferral.left.transferResult == .handedOver)
    #expect(SIPReferral.unknown.transferResult == .unknown)
    #expect(SIPReferral.failed(SIPFailure(status: 486, reason: "")).transferResult == .busy)
  }
}
