import CallInterface
import CallRuntime
import CallScenarios
import Foundation
import ScriptEngine
import Testing

/// Secure input in whole calls: what is written down of them.
@Suite struct SecureTests {
  private func play() async throws -> PlayedCall {
    let path = "\(ConversationTests.folder)/secure/bank.call"
    let scenario = try Scenario.parse(try String(contentsOfFile: path, encoding: .utf8), file: path)
    let player = ScenarioPlayer(lanes: try ScriptLanes(count: 1))
    let flow = try #require(scenario.flowURI)
    return await player.play(scenario, flow: flow, facts: scenario.facts(over: ScenarioPlayer.usualFacts))
  }

  @Test func nothingThatIsWrittenDownHasThePIN() async throws {
    let played = try await play()
    let encoder = JSONEncoder()
    let record = String(decoding: try encoder.encode(played.record), as: UTF8.self)
    let written = played.jsonLines + [record, played.scenario(flow: "bank.vxml")]
    for text in written {
      #expect(!text.contains("4711"))
      #expect(!text.contains("0815"))
    }
    #expect(played.jsonLines.filter { $0.contains("\"utterance\":\"••••\"") }.count == 4)
    #expect(record.contains("1234"))
    #expect(record.contains("••••"))
  }

  @Test func logsAndRefusalsNameTheVariableOnly() async throws {
    let logs = try await play().transcript.compactMap { entry in
      if case .log(let label?, let text) = entry.report { "\(label): \(text)" } else { nil as String? }
    }
    #expect(
      logs == [
        "entered: 1234 ••••", "entered: 1234 ••••", "both: ••••", "get: sending",
        "refused: 'pin' is secure: it may only be sent by POST, and this sends it in the address, by GET (in: submit)",
      ])
  }

  @Test func theScenarioHasBulletsAndSaysSoWhenItIsPlayed() async throws {
    let text = try await play().scenario(flow: "bank.vxml")
    #expect(text.contains("press 1234\n"))
    #expect(text.contains("press •••\n"))
    #expect(text.components(separatedBy: "press ••••\n").count == 3)
    let problems = #expect(throws: ScenarioProblems.self) { try Scenario.parse(text, file: "again.call") }
    #expect(
      problems?.problems.first?.message
        == "'•••' stands for keys of secure input, which are not written down: put keys for a test here")
  }

  @Test func aLiveTranscriptHasBulletsToo() {
    var recorder = TranscriptRecorder(flow: "a.vxml", facts: CallFacts(startedAt: 0, seed: 5))
    let wait = InputWait(
      document: "a", dialog: "d", item: "pin", prompting: false, keys: "", deadline: nil, timer: nil, isSecure: true)
    // Typed ahead, as it turns out; then at the item itself; then words.
    recorder.notePress(.one, at: .start, while: .fetch(ActivityID(1)))
    recorder.notePress(.two, at: .start, while: .fetch(ActivityID(1)))
    recorder.conceal([1])
    recorder.note(.match(item: "menu", interpretation: .string("1")), at: .start)
    recorder.notePress(.three, at: .start, while: .input(wait))
    recorder.noteWords("one two three", while: .input(wait))
    #expect(recorder.text.hasSuffix("press! 1•\npress •\nsay ••••\n"))
  }
}
