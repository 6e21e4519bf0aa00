import CallInterface
import CallRuntime
import CallScenarios
import FlowParser

/// A call without a terminal, in virtual time.
struct ScriptedRun {
  let command: RunCommand
  let uri: String

  func run() async throws {
    if command.format == .text {
      try FirstDocument(uri: uri, written: command.flow, parsing: command.parsing).check()
    }
    let (scenario, feed) = try source()
    let facts = command.facts(over: scenario.facts(over: ScenarioPlayer.usualFacts))
    let printer = CallPrinter(format: command.format, flow: uri)
    printer.begin(facts)
    let player = ScenarioPlayer(lanes: try RunCommand.lanes(1), parsing: command.parsing)
    let played = await player.play(scenario, flow: uri, facts: facts, language: command.language, feed: feed) {
      printer.tell($0)
    }
    printer.end(played.end, at: played.ended)
    tell(played)
    if let record = command.record {
      try ScenarioFile.write(played.scenario(flow: ScenarioFile.flow(uri, for: record)), to: record)
    }
    guard played.end.reason != .error else { throw Exit.failed }
  }

  /// The script, or the lines of standard input as they come.
  private func source() throws -> (Scenario, (any ScenarioFeed)?) {
    guard let script = command.script else { return (Scenario(file: "-", text: "", lines: []), InputFeed()) }
    let text: String
    do throws(SourceFile.Unreadable) {
      text = try script == "-" ? InputFeed.everything() : SourceFile.text(script)
    } catch {
      Output.errors.line(Finding.text(Finding.file(script, error.reason), inColour: Output.errors.inColour))
      throw Exit.failed
    }
    do throws(ScenarioProblems) {
      return (try Scenario.parse(text, file: script), nil)
    } catch {
      for problem in error.problems {
        Output.errors.line(Finding.text(problem, in: text, inColour: Output.errors.inColour))
      }
      throw Exit.failed
    }
  }

  /// What was found in documents, each once, and errors that nobody caught.
  private func tell(_ played: PlayedCall) {
    Findings.tell(played.diagnostics)
    for entry in played.transcript {
      guard case .uncaught(let event, let message, let location) = entry.report else { continue }
      let words = "\(event) was not caught" + (message.map { ": \(PathName.shortened($0))" } ?? "")
      let finding = Finding.place(location, rule: Mismatch.Rule.uncaught.rawValue, words)
      Output.errors.line(Finding.text(finding, inColour: Output.errors.inColour))
    }
  }
}
