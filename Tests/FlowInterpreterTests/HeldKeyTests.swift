import CallInterface
import FlowInterpreter
import Testing

/// While a key is held no time-out of input runs.
@Suite("Held keys")
struct HeldKeyTests {
  static let flow = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
      <form id="pin"><field name="number" type="digits?length=4"/></form>
      <menu id="two"><choice dtmf="1" next="#pin">one</choice></menu>
      <form id="tones"><field name="number" type="digits?length=4"/>
        <catch event="ivr.tone.fax"><goto next="#pin"/></catch></form>
    </vxml>
    """

  /// Tells events at seconds; gives the deadline, in milliseconds, after each.
  private func deadlines(_ dialog: String, _ events: [(Double, CallEvent)]) async throws -> [Int64?] {
    let bench = try Bench(Self.flow)
    return try await bench.drive(at: dialog) { interpreter in
      _ = interpreter.step(.answered, at: .start)
      _ = interpreter.step(
        .fetched(ActivityID(1), .loaded(ResourceReference(uri: Bench.uri, version: 1))), at: .start)
      return events.map { seconds, event in
        interpreter.step(event, at: CallInstant(sinceStart: .seconds(seconds))).wakeUp?.milliseconds
      }
    }
  }

  @Test("the pause between two keys begins when the first is let go of")
  func interdigit() async throws {
    let times = try await deadlines(
      "pin",
      [
        (1, .digitBegan(.one)), (4, .digitEnded(.one, length: .seconds(3))), (5, .digitBegan(.two)),
        (5.5, .digitEnded(.two, length: .milliseconds(500))),
      ])
    // While held, only the watch over stuck keys runs.
    #expect(times == [61_000, 7_000, 65_000, 8_500])
  }

  @Test("the silence of the next item begins when the key that led there is let go of")
  func nextItem() async throws {
    let times = try await deadlines(
      "two", [(1, .digitBegan(.one)), (6, .digitEnded(.one, length: .seconds(5)))])
    #expect(times == [61_000, 11_000])
  }

  @Test("a key whose end was lost counts as let go of after a minute, or at the next key")
  func stuck() async throws {
    let times = try await deadlines(
      "pin",
      [(1, .digitBegan(.one)), (61, .deadlineReached), (62, .digitBegan(.two)), (63, .digitBegan(.three))])
    #expect(times == [61_000, 64_000, 122_000, 123_000])
  }

  @Test("silence goes on where it stood still for a key that was let go of before anyone took it")
  func pausedSilence() async throws {
    // A key outside every grammar is taken too: the entry is hopeless, and its pause begins at the release.
    let times = try await deadlines(
      "pin", [(2, .digitBegan(.star)), (3, .digitEnded(.star, length: .seconds(1)))])
    #expect(times == [62_000, 6_000])
  }

  @Test("a tone is told to a flow that catches it by name")
  func tone() async throws {
    let bench = try Bench(Self.flow)
    let dialog = try await bench.drive(at: "tones") { interpreter -> String in
      _ = interpreter.step(.answered, at: .start)
      _ = interpreter.step(
        .fetched(ActivityID(1), .loaded(ResourceReference(uri: Bench.uri, version: 1))), at: .start)
      let step = interpreter.step(.toneHeard(.fax), at: CallInstant(sinceStart: .seconds(1)))
      guard case .input(let wait) = step.waiting else { return "\(step.waiting)" }
      return wait.dialog
    }
    #expect(dialog == "pin")
  }
}
