import ArgumentParser
import CallInterface
import CallScenarios
import Console
import FlowParser
import Foundation
import ScriptEngine

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Steps through a flow in the text console.",
    discussion: """
      On a terminal the keys 0-9 * # act at once and prompts appear as they would be spoken. Otherwise every line of \
      standard input is what a caller does next: 'press 12', 'say two tickets', 'silence', 'hangup', or bare keys \
      such as '1' or '12#'; time is virtual then.

      Examples:
        attendant run hotline.vxml
        attendant run hotline.vxml --fast --record busy-desk.call
        attendant run hotline.vxml --script busy-desk.call --format jsonl
        printf '1\\n61234567#\\nhangup\\n' | attendant run hotline.vxml
      """)

  @Argument(
    help: "The flow: a file or an http URI, with '#dialog' to begin at a dialog.",
    completion: .file(extensions: ["vxml", "xml"]))
  var flow: String

  @Option(
    help: "Play this scenario in virtual time; '-' reads it from standard input.",
    completion: .file(extensions: ["call"]))
  var script: String?

  @Option(help: "What to print: 'text' for people, 'jsonl' for programs, one JSON object a line.")
  var format = CallFormat.text

  @Option(help: "The caller's number or address.")
  var from: String?

  @Option(help: "The called number or address.")
  var to: String?

  @Option(help: "When the call begins, such as 2027-01-04T10:00:00+08:00.", transform: calendarTime)
  var at: CalendarTime?

  @Option(help: "The language in which the call begins, such as 'yue'. Otherwise that of the flow.")
  var language: String?

  @Flag(help: "Refuse every departure from the standard.")
  var strict = false

  @Flag(help: "Prompts take no time on the terminal.")
  var fast = false

  @Option(help: "Write what happens into this scenario file.", completion: .file(extensions: ["call"]))
  var record: String?

  @OptionGroup var defaults: DefaultsOptions

  func validate() throws {
    if script != nil, record != nil {
      throw ValidationError("'--record' writes down what a person does; it cannot be used with '--script'.")
    }
  }

  func run() async throws {
    let uri = FileURI.uri(of: flow)
    let terminal = Terminal()
    if script == nil, format == .text, terminal.isInteractive {
      try FirstDocument(uri: uri, written: flow, parsing: parsing).check()
      try await LiveRun(command: self, uri: uri, terminal: terminal).run()
    } else {
      try await ScriptedRun(command: self, uri: uri).run()
    }
  }

  var parsing: ParserOptions { ParserOptions(mode: strict ? .strict : .tolerant) }

  /// What the options say goes before what is given.
  func facts(over base: CallFacts) -> CallFacts {
    var facts = base
    if let from { facts.from = from }
    if let to { facts.to = to }
    if let at {
      facts.startedAt = at.milliseconds
      facts.utcOffset = at.utcOffset
    }
    return facts
  }

  static func lanes(_ count: Int) throws -> ScriptLanes {
    do {
      return try ScriptLanes(count: count)
    } catch {
      Output.errors.line("attendant: error: the script engine cannot be started: \(error)")
      throw Exit.missingPart
    }
  }
}

@Sendable func calendarTime(_ text: String) throws -> CalendarTime {
  guard let time = CalendarTime(text) else {
    throw ValidationError("'\(text)' is not a time such as 2027-01-04T10:00:00+08:00.")
  }
  return time
}
