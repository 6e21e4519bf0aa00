import ArgumentParser
import Audio
import CallRuntime
import CallScenarios
import Foundation
import Playback
import SpeechSynthesis

struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Plays scenario files and compares what is heard with what they expect.",
    discussion: """
      A folder stands for every .call file in it and below. Time is virtual: a call takes no longer than its work.

      Examples:
        attendant test Flows
        attendant test busy-desk.call --update
        attendant test Flows --junit results.xml
        attendant test Flows --coverage             what no scenario reaches
        attendant test Flows --line                 keys and speech as sound on a line
      """)

  @Argument(help: "Scenario files, and folders to search for them.", completion: .file(extensions: ["call"]))
  var paths: [String]

  @Flag(help: "Rewrite the expected lines as they came out; the rest of each file stays.")
  var update = false

  @Option(help: "Write the results as JUnit XML, which build servers show.", completion: .file(extensions: ["xml"]))
  var junit: String?

  @Flag(help: "Make each call over a line of sound, as 'play' does, with a hum for a voice.")
  var line = false

  @Flag(help: "Tell how much of the flows was reached, and every place that was not.")
  var coverage = false

  @Option(help: "With --coverage: fail where fewer percent were reached.")
  var floor: Int?

  @OptionGroup var defaults: DefaultsOptions

  func validate() throws {
    guard let floor else { return }
    guard coverage else { throw ValidationError("'--floor' belongs to '--coverage'.") }
    guard (0...100).contains(floor) else { throw ValidationError("'--floor' is a percentage from 0 to 100.") }
  }

  func run() async throws {
    let files = try ScenarioSearch.files(in: paths)
    let player = ScenarioPlayer(
      lanes: try RunCommand.lanes(1), notesPassages: coverage, defaults: try await defaults.document(),
      sounds: line ? sounds : nil)
    var results: [TestResult] = []
    for (index, file) in files.enumerated() {
      progress("\(index + 1)/\(files.count) \(file)")
      let result = await ScenarioTest(file: file, update: update, player: player).result()
      results.append(result)
      progress("")
      for failure in result.failures { Output.errors.line(failure.text(inColour: Output.errors.inColour)) }
      if result.isUpdated { Output.standard.line("updated \(file)") }
    }
    if let junit { try write(JUnitReport.text(results), to: junit) }
    let failed = results.count { !$0.failures.isEmpty }
    Output.standard.line("\(results.count - failed) passed, \(failed) failed")
    let isCovered = !coverage || report(FlowCoverage(of: results))
    guard failed == 0, isCovered else { throw Exit.failed }
  }

  /// Whether enough was reached.
  private func report(_ coverage: FlowCoverage) -> Bool {
    for place in coverage.missed { Output.standard.line(Finding.text(place, inColour: Output.standard.inColour)) }
    Output.standard.line(coverage.summary)
    return coverage.percent >= floor ?? 0
  }

  @Sendable private func sounds(_ loader: any ResourceLoading) -> any SoundLibrary {
    StandardSounds(
      loader: loader, session: FetchSession(isVirtual: true), voice: RuleVoice(), shelf: CheckedSounds())
  }

  /// One row that changes in place, for a person only.
  private func progress(_ text: String) {
    guard Output.standard.isTerminal else { return }
    Output.standard.write("\r\u{1B}[K" + text)
  }

  private func write(_ text: String, to path: String) throws {
    do {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      let reason = "the results cannot be written: \(error.localizedDescription)"
      Output.errors.line(Finding.text(Finding.file(path, reason), inColour: Output.errors.inColour))
      throw Exit.failed
    }
  }
}
