import CallInterface
import CallScenarios
import Foundation
import ScriptEngine
import Testing

/// Whole calls through interpreter, runner and scripted channel. Each is a file that a tester would write.
@Suite struct ConversationTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Conversations").path

  static let names: [String] = {
    let place = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    let all = FileManager.default.enumerator(atPath: place)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix(".call") }.sorted()
  }()

  @Test func thereAreConversations() {
    #expect(Self.names.count >= 15)
  }

  @Test(arguments: names)
  func goesAsWritten(_ name: String) async throws {
    let (scenario, played) = try await Self.play(name)
    let judgement = Judgement(scenario, turns: played.turns, end: played.end)
    #expect(judgement.mismatches.map { [$0.headline] + $0.difference } == [])
    #expect(judgement.updated == scenario.text)
  }

  @Test(arguments: ["keys-and-pauses.call", "message-ends-with-key.call", "facts.call", "news.call"])
  func isTheSameTwice(_ name: String) async throws {
    let first = try await Self.play(name).1.jsonLines
    let second = try await Self.play(name).1.jsonLines
    #expect(first == second)
    #expect(first.count > 5)
  }

  /// What was played, written down and played again, is the same call; but secure input is not written down.
  @Test(arguments: names.filter { !$0.hasPrefix("secure/") })
  func comesBackFromItsOwnTranscript(_ name: String) async throws {
    let (scenario, played) = try await Self.play(name)
    let text = played.scenario(flow: scenario.flow ?? "")
    let copy = try Scenario.parse(text, file: scenario.file)
    let again = try await Self.play(copy)
    let judgement = Judgement(copy, turns: again.turns, end: again.end)
    #expect(judgement.mismatches.map { [$0.headline] + $0.difference } == [])
    #expect(again.jsonLines == played.jsonLines)
  }

  private static func play(_ name: String) async throws -> (Scenario, PlayedCall) {
    let path = "\(folder)/\(name)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let scenario = try Scenario.parse(text, file: path)
    return (scenario, try await play(scenario))
  }

  private static func play(_ scenario: Scenario) async throws -> PlayedCall {
    let flow = try #require(scenario.flowURI)
    let player = ScenarioPlayer(lanes: try ScriptLanes(count: 1))
    return await player.play(scenario, flow: flow, facts: scenario.facts(over: ScenarioPlayer.usualFacts))
  }
}
