import CallScenarios
import Foundation
import ScriptEngine
import Testing

/// One case of `Tests/Conformance`: a scenario that shows one assertion, named by the assertion's id.
struct ConformanceCase: CustomTestStringConvertible, Sendable {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../Conformance").standardized.path

  /// Relative to the folder: `DTMF/DTMF-17.call`.
  let file: String

  var testDescription: String { file }
  var path: String { "\(Self.folder)/\(file)" }
  var group: String { String(file.prefix { $0 != "/" }) }

  /// `DTMF-17`, also of a further case `DTMF-17-patient.call`.
  var id: String {
    let parts = name.split(separator: "-", maxSplits: 2)
    return parts.prefix(2).joined(separator: "-")
  }

  var name: String { String(file.dropFirst(group.count + 1).dropLast(".call".count)) }

  static let all: [ConformanceCase] = {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".call") }.sorted(by: inOrder).map(ConformanceCase.init)
  }()

  /// By the numbers in their names.
  private static func inOrder(_ a: String, _ b: String) -> Bool {
    a.compare(b, options: .numeric) == .orderedAscending
  }

  /// What it shows, in the words of its first comment.
  func summary() throws -> String {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard let first = text.split(separator: "\n").first, first.hasPrefix("#") else { return "" }
    return first.drop { $0 == "#" || $0 == " " }.trimmingCharacters(in: .whitespaces)
  }

  /// What was heard otherwise than written; empty where the case holds.
  func mismatches() async throws -> [String] {
    let scenario = try Scenario.parse(String(contentsOfFile: path, encoding: .utf8), file: path)
    let flow = try #require(scenario.flowURI, "a case names its flow")
    let player = ScenarioPlayer(lanes: try SharedLanes.lanes.get())
    let played = await player.play(scenario, flow: flow, facts: scenario.facts(over: ScenarioPlayer.usualFacts))
    let judgement = Judgement(scenario, turns: played.turns, end: played.end)
    return judgement.mismatches.flatMap { [$0.headline] + $0.difference }
  }
}

enum SharedLanes {
  static let lanes = Result { try ScriptLanes(count: 2) }
}

/// `known-gaps`: what does not hold, with its reason.
struct KnownGaps {
  let reasons: [String: String]

  init() throws {
    let text = try String(contentsOfFile: ConformanceCase.folder + "/known-gaps", encoding: .utf8)
    var reasons: [String: String] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2 else { continue }
      reasons[String(parts[0])] = String(parts[1])
    }
    self.reasons = reasons
  }
}
