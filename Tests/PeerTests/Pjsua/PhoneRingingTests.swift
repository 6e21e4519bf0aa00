import CallRuntime
import Testing

/// What a caller hears from the beginning of a bridge to the answer of its far end.
@Suite(.serialized, .enabled(if: Phone.python != nil, Phone.isMissing), .timeLimit(.minutes(3)))
struct PhoneRingingTests {
  /// Longer than the pauses of a ring-back, which are 4 s.
  private static let longSilence = 5000

  /// A second of sound, over and over; with the answer it stops, and the two hear nothing but each other.
  @Test func transferAudioIsHeardWhileItRings() async throws {
    try await Parties.meet { parties in
      let call = try await parties.callAndPress("6")
      let other = try await parties.ring()
      try await parties.caller.hears(ToneFlow.transferAudio, in: call, forMilliseconds: 3000)
      try parties.agent.answer(other)
      try await parties.caller.hearsNothing(for: Self.longSilence, in: call)
      try await parties.speak(call, other)
      try parties.agent.hangUp(other)
      #expect(
        try await parties.caller.end(of: call) == [
          ToneFlow.welcome, ToneFlow.transferAudio, ToneFlow.agent, ToneFlow.bye,
        ])
      #expect(parties.agent.state.state.calls[other]?.ear.order == [ToneFlow.caller])
    }
  }

  /// No `transferaudio`, or one that cannot be had: the network's ring-back.
  @Test(arguments: ["3", "7"])
  func ringBackIsHeardWhereThereIsNothingElse(_ key: String) async throws {
    try await Parties.meet { parties in
      let call = try await parties.callAndPress(key)
      let other = try await parties.ring()
      // Twice, with its pause between.
      for _ in 0..<2 {
        try await parties.caller.hears(ToneFlow.ringBack, in: call)
        try await parties.caller.hearsNothing(for: 1000, in: call)
      }
      try parties.agent.answer(other)
      try await parties.caller.hearsNothing(for: Self.longSilence, in: call)
      try await parties.speak(call, other)
      try parties.agent.hangUp(other)
      #expect(
        try await parties.caller.end(of: call) == [
          ToneFlow.welcome, ToneFlow.ringBack, ToneFlow.ringBack, ToneFlow.agent, ToneFlow.bye,
        ])
    }
  }

  /// Early media of the far end takes the place of what the server lets ring; a refusal then goes back to the flow.
  @Test func whatTheFarEndSaysEarlyIsHeardInstead() async throws {
    try await Parties.meet { parties in
      let call = try await parties.callAndPress("6")
      let other = try await parties.agent.incoming()
      try await parties.caller.hears(ToneFlow.transferAudio, in: call)
      try parties.agent.answer(other, status: 183)
      try await parties.agent.hasMedia(in: other)
      try parties.agent.say(parties.folder.path("\(ToneFlow.agent).wav"), in: other)
      try await parties.caller.hears(ToneFlow.agent, in: call)
      try parties.agent.answer(other, status: 486)
      try await parties.caller.hears(ToneFlow.failed, in: call)
      try parties.caller.hangUp(call)
      #expect(
        try await parties.caller.end(of: call) == [
          ToneFlow.welcome, ToneFlow.transferAudio, ToneFlow.agent, ToneFlow.failed,
        ])
      #expect(try await parties.served.records(1).first?.transfers.map(\.result) == ["busy"])
    }
  }
}
