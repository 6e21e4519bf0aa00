import CallInterface
import CallScenarios
import Console
import FlowParser
import Foundation
import Synchronization

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
    let printer = Printer(format: command.format, flow: uri)
    printer.begin(facts)
    let player = ScenarioPlayer(lanes: try RunCommand.lanes(1), parsing: command.parsing)
    let played = await player.play(scenario, flow: uri, facts: facts, feed: feed) { printer.tell($0) }
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

/// Prints a call line by line as it goes on.
private final class Printer: Sendable {
  private let format: RunCommand.Format
  private let lines: Mutex<JSONLines>

  init(format: RunCommand.Format, flow: String) {
    self.format = format
    lines = Mutex(JSONLines(flow: flow))
  }

  func begin(_ facts: CallFacts) {
    if format == .jsonl { Output.standard.line(lines.withLock { $0.call(facts) }) }
  }

  func tell(_ entry: TimedReport) {
    switch format {
    case .jsonl: Output.standard.line(lines.withLock { $0.line(entry) })
    case .text: ReportLines.line(entry.report).map { print($0.text, at: entry.at) }
    }
  }

  func end(_ end: CallEnd, at instant: CallInstant) {
    switch format {
    case .jsonl: Output.standard.line(lines.withLock { $0.end(end, at: instant) })
    case .text: print(ReportLines.line(end).text, at: instant)
    }
  }

  private func print(_ text: String, at instant: CallInstant) {
    let seconds = JSONText.seconds(instant.sinceStart).description
    let margin = String(repeating: " ", count: max(0, 8 - seconds.count))
    Output.standard.line("\(margin)\(seconds)  \(PathName.shortened(text))")
  }
}
