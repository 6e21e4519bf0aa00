import Audio
import CallInterface
import CallRuntime
import CallScenarios
import FlowInterpreter
import FlowParser
import Playback
import ScriptEngine
import SpeechSynthesis

/// A call whose media is a line.
struct SoundingCall {
  let options: CallOptions
  let facts: CallFacts
  let clock: RunnerClock

  /// Runs it to its end.
  /// - Parameters:
  ///   - observer: told every report as it comes.
  ///   - begun: gets the call's task, to hang up by cancelling it.
  func run(
    on line: any LineDriver, transfers: any TransferDesk, callRecording: RecordingWriter? = nil,
    observer: (@Sendable (CallInstant, CallReport) -> Void)?, begun: (Task<CallOutcome, Never>) -> Void = { _ in }
  ) async throws -> CallOutcome {
    let findings = Findings()
    let facts = facts
    let loader = StandardLoader { facts.startedAt }
    let sounds = StandardSounds(
      loader: loader, session: FetchSession { facts.startedAt }, voice: try await options.voice.voice(),
      recordings: promptsFolder.map { PromptRecordings(folder: $0) })
    let channel = AudioChannel(
      line: line, sounds: sounds, recordings: RecordingFolder(try options.recordingsFolder(), call: "recording"),
      transfers: transfers, callRecording: callRecording, log: { Output.errors.line("attendant: warning: \($0)") })
    let runner = CallRunner(
      flow: options.uri, facts: facts, channel: channel,
      resources: ResourceStore(
        loader: loader,
        options: ResourceOptions(
          parsing: options.parsing, prompts: options.prompts.map { FileLoader.uri(ofPath: FileURI.absolute($0) + "/") },
          onDiagnostics: findings.collect)),
      lane: try RunCommand.lanes(1).next(), clock: clock,
      options: InterpreterOptions(language: options.language, spokenLanguages: options.voice.languages),
      observer: observer)
    let call = Task { await runner.run() }
    begun(call)
    let outcome = await call.value
    findings.tell()
    return outcome
  }

  private var promptsFolder: String? {
    if let prompts = options.prompts { return FileURI.absolute(prompts) }
    return FileURI.path(of: options.uri).map { PromptFolders.path(forFlow: $0) }
  }
}
