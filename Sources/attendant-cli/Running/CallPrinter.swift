import ArgumentParser
import CallInterface
import CallRuntime
import CallScenarios
import Console
import Synchronization

/// How a call is printed: for people, or one JSON object a line for programs.
enum CallFormat: String, CaseIterable, ExpressibleByArgument {
  case text, jsonl
}

/// Prints a call line by line as it goes on.
final class CallPrinter: Sendable {
  private let format: CallFormat
  private let lines: Mutex<JSONLines>

  init(format: CallFormat, flow: String) {
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
