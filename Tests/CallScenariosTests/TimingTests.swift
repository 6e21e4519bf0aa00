import CallInterface
import CallRuntime
import CallScenarios
import Foundation
import ScriptEngine
import Testing

/// When a scripted caller acts, and what becomes of it, by the second.
@Suite struct TimingTests {
  /// Plays lines against a flow of `Tests/Conversations` and gives what happened as "time word".
  private func happenings(_ flow: String, _ lines: String) async throws -> [String] {
    let folder = ConversationTests.folder
    let scenario = try Scenario.parse("flow \(flow)\n\(lines)\n", file: "\(folder)/timing.call")
    let player = ScenarioPlayer(lanes: try ScriptLanes(count: 1))
    let uri = try #require(scenario.flowURI)
    let played = await player.play(scenario, flow: uri, facts: scenario.facts(over: ScenarioPlayer.usualFacts))
    let told = played.transcript.compactMap { entry -> String? in
      let time = JSONText.seconds(entry.at.sinceStart).description
      switch entry.report {
      case .input(_, let utterance): return "\(time) input \(utterance)"
      case .noinput: return "\(time) noinput"
      case .nomatch(_, let utterance): return "\(time) nomatch \(utterance)"
      case .record(let length): return "\(time) record \(JSONText.seconds(length))"
      case .transfer(_, _, let result, _): return "\(time) \(result)"
      case .entered, .prompt, .match, .caught, .log, .fetch, .extension, .callback, .language, .metric, .outcome,
        .warning, .uncaught:
        return nil
      }
    }
    return told.prefix(4) + ["\(JSONText.seconds(played.ended.sinceStart)) \(played.end.reason.rawValue)"]
  }

  // "Welcome to the desk." lasts 1.9 s, the menu 4.1 s, "Your account number, please." 2.05 s.
  @Test(arguments: [
    // After all prompts; then a first key that a second must follow.
    ("press 3", ["6.0 input 3", "6.7 exit"]),
    // At once, over the prompt.
    ("press! 3", ["0.0 input 3", "0.7 exit"]),
    ("> Welcome to the desk.\npress! 3", ["0.0 input 3", "0.7 exit"]),
    ("wait 2s\npress! 3", ["2.0 input 3", "2.7 exit"]),
    // The whole call waits in virtual time; 4 s is the time-out.
    ("silence\npress 3", ["10.0 noinput", "16.4 input 3", "17.1 exit"]),
    ("silence 1s\npress 3", ["7.0 input 3", "7.7 exit"]),
    ("silence 5s\npress 3", ["10.0 noinput", "16.4 input 3", "17.1 exit"]),
    ("say goodbye", ["6.0 input goodbye", "6.7 exit"]),
    ("say! goodbye", ["0.0 input goodbye", "0.7 exit"]),
    ("hangup", ["6.0 hangup"]),
    ("hangup after 3s", ["3.0 hangup"]),
    // Half-way through the first words.
    ("hangup during prompt", ["0.95 hangup"]),
    ("> Welcome to the desk.\n> For …\nhangup during prompt", ["3.95 hangup"]),
    // Keys of one line are 200 ms apart; the pause after the last ends the number.
    ("press 1\npress 123", ["6.0 input 1", "10.45 input 123", "13.15 disconnect"]),
    ("press 1\npress 1 1500ms 2 #", ["6.0 input 1", "9.75 input 12", "12.05 disconnect"]),
    // Too long a pause, and the number was too short.
    ("press 1\npress 1 3s 2\npress 55#", ["6.0 input 1", "10.05 input 1", "10.05 nomatch 1"]),
  ])
  func callersActInTime(_ lines: String, _ expected: [String]) async throws {
    let happened = try await happenings("desk.vxml", lines)
    #expect(Array(happened.prefix(expected.count - 1)) == Array(expected.dropLast()))
    if expected.last?.contains("nomatch") != true { #expect(happened.last == expected.last) }
  }

  // "Please hold." lasts 1.1 s.
  @Test(arguments: [
    ("", "11.1 far_end_disconnect"),
    ("transfer answered 30s", "31.1 far_end_disconnect"),
    ("transfer busy\ntransfer answered 1s", "1.1 busy"),
    ("transfer noanswer", "16.1 noanswer"),
    ("transfer network_busy", "1.1 network_busy"),
    ("transfer unknown", "1.1 unknown"),
    ("transfer network_disconnect", "1.1 network_disconnect"),
    ("transfer answered 60s\npress *", "1.1 near_end_disconnect"),
    ("transfer answered 60s\npress! 5 3s *", "3.0 near_end_disconnect"),
  ])
  func transfersEndAsWritten(_ lines: String, _ expected: String) async throws {
    let happened = try await happenings("far.vxml", lines + "\npress 2")
    #expect(
      happened.first { $0.contains("_") || $0.hasSuffix("busy") || $0.hasSuffix("answer") || $0.hasSuffix("unknown") }
        == expected)
  }

  // "Speak after the tone." lasts 1.9 s and the tone 0.25 s; three seconds of silence end a recording; 20 s is its limit.
  @Test(arguments: [
    ("", "7.15 record 2.0"),
    ("record 4s", "9.15 record 4.0"),
    ("record 17s", "22.15 record 20.0"),
    ("record 4s\npress #", "6.15 record 4.0"),
    ("record 4s\npress! 5", "6.15 record 4.0"),
    ("record 4s\nwait 1s\npress! 5", "7.15 record 5.0"),
    ("record 4s\nhangup", "6.15 record 4.0"),
  ])
  func recordingsLastAsWritten(_ lines: String, _ expected: String) async throws {
    let happened = try await happenings("message.vxml", lines + "\npress 1")
    #expect(happened.first { $0.contains("record") } == expected)
  }
}
