import CallScenarios
import Foundation
import ScriptEngine
import Testing

/// The flows of this repository and their scenarios.
enum FlowFiles {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appendingPathComponent("Flows")

  /// Relative to `Flows`.
  static let scenarios: [String] = {
    let place = folder.resolvingSymlinksInPath().path
    let all = FileManager.default.enumerator(atPath: place)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix(".call") }.sorted()
  }()

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// - Parameter edit: changes the text of the file before it is read.
  static func scenario(_ name: String, edit: (String) -> String = { $0 }) throws -> Scenario {
    try Scenario.parse(edit(try text(name)), file: folder.appendingPathComponent(name).path)
  }

  static func play(_ scenario: Scenario) async throws -> PlayedCall {
    let player = ScenarioPlayer(lanes: try ScriptLanes(count: 1), notesPassages: true)
    let flow = try #require(scenario.flowURI)
    return await player.play(scenario, flow: flow, facts: scenario.facts(over: ScenarioPlayer.usualFacts))
  }

  /// What differs between a scenario and its call.
  static func mismatches(_ name: String) async throws -> [String] {
    let scenario = try scenario(name)
    let played = try await play(scenario)
    return Judgement(scenario, turns: played.turns, end: played.end).mismatches.map(\.headline)
  }
}
