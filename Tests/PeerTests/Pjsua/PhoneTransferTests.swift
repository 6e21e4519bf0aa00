import CallRuntime
import Foundation
import Testing

/// Transfers between three real parties: who hears whom, and who hung up.
@Suite(.serialized, .enabled(if: Phone.python != nil, Phone.isMissing), .timeLimit(.minutes(3)))
struct PhoneTransferTests {
  /// A caller and an agent on telephones of their own, both speaking, and a server that transfers to the agent.
  private struct Parties {
    let served: Served
    let folder: Folder
    let caller: Phone
    let agent: Phone

    static func meet(_ body: (Parties) async throws -> Void) async throws {
      let folder = try Folder()
      try await Phone.during(2, in: folder) { phones in
        let flow = try ToneFlow.write(to: folder, agent: try await phones[1].uri())
        try await Served.during(flow, in: folder) { served in
          try await body(Parties(served: served, folder: folder, caller: phones[0], agent: phones[1]))
        }
      }
    }

    /// The caller calls and presses the key of a transfer.
    func callAndPress(_ key: String) async throws -> Int {
      let call = try await caller.call(served.uri)
      try await caller.hears(ToneFlow.welcome, in: call)
      try caller.press(key, in: call)
      return call
    }

    /// The agent answers the call that comes; both speak and hear each other.
    func talk(_ call: Int) async throws -> Int {
      let other = try await agent.incoming()
      try agent.answer(other)
      return other
    }

    func speak(_ call: Int, _ other: Int) async throws {
      try caller.say(folder.path("\(ToneFlow.caller).wav"), in: call)
      try agent.say(folder.path("\(ToneFlow.agent).wav"), in: other)
      try await caller.hears(ToneFlow.agent, in: call)
      try await agent.hears(ToneFlow.caller, in: other)
    }
  }

  @Test func theAgentEndsABridge() async throws {
    try await Parties.meet { parties in
      let call = try await parties.callAndPress("3")
      let other = try await parties.talk(call)
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
      let other = try await parties.talk(call)
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
      var other = try await parties.talk(call)
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
