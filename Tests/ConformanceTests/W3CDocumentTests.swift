import CallInterface
import CallRuntime
import CallScenarios
import Foundation
import ScriptEngine
import Testing

/// The W3C's own test documents, read where they stand beside the project. Without them the tests are skipped.
@Suite("W3C documents", .enabled(if: W3CDocument.folder != nil, "../shared/w3c is not there"))
struct W3CDocumentTests {
  @Test("the test holds, or is a known gap that does not", arguments: W3CDocument.all)
  func holds(_ document: W3CDocument) async throws {
    let problem = try await document.problem()
    if try KnownGaps().reasons[document.test] == nil {
      #expect(problem == nil, "\(document)")
    } else {
      #expect(problem != nil, "\(document) holds: take \(document.test) out of known-gaps")
    }
  }
}

/// A line of their index: the document, the caller, and when the test holds.
struct W3CDocument: CustomTestStringConvertible, Sendable {
  let test: String
  let document: String
  /// `pass`: "pass" is heard, and never "fail". `ends`: the call ends without an uncaught error. `observe`: never "fail".
  let expect: String

  var testDescription: String { "\(test) \(document)" }

  static let folder: String? = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../shared/w3c").standardized.path
    return FileManager.default.fileExists(atPath: path + "/INDEX.tsv") ? path : nil
  }()

  static let all: [W3CDocument] = {
    guard let folder, let index = FileManager.default.contents(atPath: folder + "/INDEX.tsv") else { return [] }
    return String(decoding: index, as: UTF8.self).split(separator: "\n").dropFirst().compactMap { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard columns.count >= 4 else { return nil }
      return W3CDocument(test: columns[0], document: columns[1], expect: columns[3])
    }
  }()

  /// Why it does not hold, or `nil`.
  func problem() async throws -> String? {
    let folder = try #require(Self.folder)
    let script = folder + "/" + document.dropLast(".vxml".count) + ".call"
    let scenario = try Scenario.parse(String(contentsOfFile: script, encoding: .utf8), file: script)
    let player = ScenarioPlayer(lanes: try SharedLanes.lanes.get())
    let flow = URL(fileURLWithPath: folder + "/" + document).absoluteString
    let played = await player.play(scenario, flow: flow, facts: scenario.facts(over: ScenarioPlayer.usualFacts))
    let words = played.transcript.compactMap { timed -> String? in
      guard case .prompt(_, let prompt, _) = timed.report else { return nil }
      return prompt.segments.map(Self.words).joined(separator: " ")
    }
    if let failure = words.first(where: { Self.says("fail", $0) }) { return "heard: \(failure)" }
    if played.transcript.contains(where: { if case .uncaught = $0.report { true } else { false } }) {
      return "an uncaught error"
    }
    if expect == "pass", !words.contains(where: { Self.says("pass", $0) }) { return "never heard pass" }
    if played.end.reason == .abandoned { return "the call did not end" }
    return nil
  }

  private static func words(_ segment: PromptSegment) -> String {
    switch segment {
    case .speech(let speech): speech.text
    case .audio(_, let fallback): fallback.map(words).joined(separator: " ")
    case .silence, .mark: ""
    }
  }

  private static func says(_ word: String, _ text: String) -> Bool {
    text.lowercased().split { !$0.isLetter }.contains(Substring(word))
  }
}
