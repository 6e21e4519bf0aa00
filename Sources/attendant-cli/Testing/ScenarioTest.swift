import CallInterface
import CallScenarios
import FlowInterpreter
import FlowDocument
import FlowParser
import Foundation

/// One scenario file: read, played, judged.
struct ScenarioTest {
  let file: String
  let update: Bool
  let player: ScenarioPlayer

  func result() async -> TestResult {
    let text: String
    do throws(SourceFile.Unreadable) {
      text = try SourceFile.text(file)
    } catch {
      return TestResult(file: file, failures: [.finding(Finding.file(file, error.reason))])
    }
    do throws(ScenarioProblems) {
      let scenario = try Scenario.parse(text, file: file)
      guard let flow = scenario.flowURI else {
        throw ScenarioProblems([
          ScenarioProblem(file: file, line: 1, column: 1, message: "a scenario needs a line 'flow FILE' to be tested")
        ])
      }
      return await play(scenario, flow: flow)
    } catch {
      return TestResult(file: file, failures: error.problems.map { .problem($0, text) })
    }
  }

  private func play(_ scenario: Scenario, flow: String) async -> TestResult {
    let played = await player.play(scenario, flow: flow, facts: scenario.facts(over: ScenarioPlayer.usualFacts))
    let judgement = Judgement(scenario, turns: played.turns, end: played.end)
    var result = TestResult(file: file, length: played.ended.sinceStart)
    result.flow = flow
    result.passages = played.passages
    result.failures = judgement.mismatches.map { .mismatch($0, scenario.text) }
    if played.end.reason == .error, !result.failures.isEmpty {
      result.failures += played.diagnostics.filter { $0.severity == .error }.map(TestResult.Failure.finding)
    }
    guard update, judgement.updated != scenario.text else { return result }
    do {
      try judgement.updated.write(toFile: file, atomically: true, encoding: .utf8)
      result.isUpdated = true
      result.failures = judgement.mismatches.filter { !$0.isRepairable }.map { .mismatch($0, scenario.text) }
    } catch {
      let reason = "the file cannot be written: \(error.localizedDescription)"
      result.failures.append(.finding(Finding.file(file, reason)))
    }
    return result
  }
}

/// How one scenario file came out.
struct TestResult {
  enum Failure {
    case finding(Diagnostic)
    case problem(ScenarioProblem, String)
    case mismatch(Mismatch, String)

    func text(inColour: Bool) -> String {
      switch self {
      case .finding(let diagnostic): Finding.text(diagnostic, inColour: inColour)
      case .problem(let problem, let source): Finding.text(problem, in: source, inColour: inColour)
      case .mismatch(let mismatch, let source): Finding.text(mismatch, in: source, inColour: inColour)
      }
    }
  }
  let file: String
  var failures: [Failure] = []
  /// Of the call, in virtual time.
  var length = Duration.zero
  var isUpdated = false
  /// The flow that was played, and where in it the call has been.
  var flow: String?
  var passages: Set<Passage> = []
}
