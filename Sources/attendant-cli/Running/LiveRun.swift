import CallInterface
import CallRuntime
import CallScenarios
import Console
import FlowInterpreter
import ScriptEngine

/// A call on the terminal, in real time.
struct LiveRun {
  let command: RunCommand
  let uri: String
  let terminal: Terminal

  func run() async throws {
    let facts = command.facts(over: .beginningNow())
    let quitter = Quitter()
    let findings = Findings()
    let channel = ConsoleChannel(
      terminal: terminal, options: .init(isFast: command.fast, inColour: Output.standard.inColour),
      recorder: TranscriptRecorder(flow: ScenarioFile.flow(uri, for: command.record), facts: facts), quit: quitter.quit)
    let runner = CallRunner(
      flow: uri, facts: facts, channel: channel,
      resources: ResourceStore(options: ResourceOptions(parsing: command.parsing, onDiagnostics: findings.collect)),
      lane: try RunCommand.lanes(1).next(), options: InterpreterOptions(language: command.language),
      defaults: try await command.defaults.document(), callbacks: CallbacksInMemory())
    let call = Task { await runner.run() }
    quitter.onQuit { call.cancel() }
    let outcome = await call.value
    findings.tell()
    if let record = command.record { try ScenarioFile.write(await channel.scenario, to: record) }
    guard outcome.end.reason != .error else { throw Exit.failed }
  }
}
