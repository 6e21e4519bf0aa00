import CallRuntime
import Foundation
import Testing

/// Transfers between three real parties: who hears whom, and who hung up.
@Suite(.serialized, .enabled(if: Phone.python != nil, Phone.isMissing), .timeLimit(.minutes(3)))
struct PhoneTransferTests {
  @Test func theAgentEndsABridge() async throws {
    try await Parties.meet { parties in
      let call = try await parties.callAndPress("3")
      let other = try await parties.talk()
      try await parties.speak(call, other)
      try parties.agent.hangUp(other)
      try await parties.agent.end(of: other)
      #expect(try await parties.caller.end(of: call).last == ToneFlow.bye)
      let record = try #require(try await parties.served.records(1).first)
      #expect(record.transfers.map(\.result) == ["far_end_disconnect"])
      #expect(record.end == "disconnect")
    }
  }

  @Test func theCallerEndsABridge() async throws {
    try await Parties.meet { parties in
      let call = try await parties.callAndPress("3")
      let other = try await parties.talk()
      try await parties.speak(call, other)
      try parties.caller.hangUp(call)
      try await parties.caller.end(of: call)
      try await parties.agent.end(of: other)
      let record = try #require(try await parties.served.records(1).first)
      #expect(record.end == "hangup")
    }
  }

  @Test func theAgentIsBusy() async throws {
    try await Parties.meet { parties in
      let call = try await parties.callAndPress("3")
      try parties.agent.answer(try await parties.agent.incoming(), status: 486)
      try await parties.caller.hears(ToneFlow.failed, in: call)
      try parties.caller.hangUp(call)
      try await parties.caller.end(of: call)
      let record = try #require(try await parties.served.records(1).first)
      #expect(record.transfers.map(\.result) == ["busy"])
    }
  }

  /// After it the server is out of the call, and the two talk with each other.
  @Test(arguments: [("4", false), ("5", true)])
  func theCallerIsHandedOver(_ key: String, isConsultation: Bool) async throws {
    try await Parties.meet { parties in
      let call = try await parties.callAndPress(key)
      // A consultation is the server's call until the caller's own takes its place.
      var other = try await parties.talk()
      if isConsultation {
        other = try await parties.agent.wait(for: "the call that takes the other's place") { state in
          state.calls.first { $0.key != other && $0.value.isUp }?.key
        }
      }
      let own = try await parties.caller.wait(for: "the caller's call to the agent") { state in
        state.calls.first { $0.key != call && $0.value.isUp && !$0.value.media.isEmpty }?.key
      }
      try await parties.caller.end(of: call)
      #expect(parties.caller.state.state.calls[call]?.wasReferred == true)
      let record = try #require(try await parties.served.records(1).first)
      #expect(record.end == "transfer")
      #expect(record.transfers.map(\.result) == ["handedover"])
      try await parties.speak(own, other)
      try parties.agent.hangUp(other)
      try await parties.agent.end(of: other)
      try await parties.caller.end(of: own)
    }
  }
}
