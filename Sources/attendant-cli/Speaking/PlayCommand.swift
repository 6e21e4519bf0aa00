import ArgumentParser
import Audio
import CallInterface
import CallRuntime
import CallScenarios
import Foundation

struct PlayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Runs a flow over sound files: what a caller says goes in, what the caller hears comes out.",
    discussion: """
      The call runs in virtual time, faster than the clock, and the same sound in gives the same sound out, to the last \
      bit. Keys are heard in the sound. The caller hangs up at the end of the file.

      Examples:
        attendant play hotline.vxml --in caller.wav --out heard.wav
        attendant play hotline.vxml --in caller.wav --out heard.wav --transcript
        attendant play hotline.vxml --in caller.wav --out heard.wav --transcript --format jsonl --voice hum
      """)

  @OptionGroup var options: CallOptions
  @OptionGroup(title: "Keys") var keys: LineOptions

  @Option(name: .customLong("in"), help: "What the caller says: WAV, AU or headerless.", completion: .file())
  var caller: String

  @Option(
    name: .customLong("out"), help: "What the caller hears, as a WAV file.", completion: .file(extensions: ["wav"]))
  var heard: String

  @Flag(help: "Print what happened when.")
  var transcript = false

  @Option(help: "The form of the transcript: 'text' for people, 'jsonl' for programs.")
  var format = CallFormat.text

  @Option(help: "When the call begins, such as 2027-01-04T10:00:00+08:00.", transform: calendarTime)
  var at: CalendarTime?

  func run() async throws {
    try FirstDocument(uri: options.uri, written: options.flow, parsing: options.parsing).check()
    var facts = options.facts(over: ScenarioPlayer.usualFacts)
    if let at {
      facts.startedAt = at.milliseconds
      facts.utcOffset = at.utcOffset
    }
    let printer = transcript ? CallPrinter(format: format, flow: options.uri) : nil
    printer?.begin(facts)
    let call = SoundingCall(options: options, facts: facts, clock: .virtual())
    let (driver, callRecording) = try driver()
    let outcome = try await call.run(
      on: driver, transfers: SimulatedTransfers(), callRecording: callRecording,
      observer: { at, report in printer?.tell(TimedReport(at: at, report)) })
    printer?.end(outcome.end, at: outcome.ended)
    guard outcome.end.reason != .error else { throw Exit.failed }
  }

  private func driver() throws -> (VirtualDriver, RecordingWriter?) {
    do {
      let recorder = try options.recordCall.map { try CallRecorder(path: FileURI.absolute($0), coding: .pcm16) }
      let writer = recorder?.writer
      let caller = try FileCaller(path: FileURI.absolute(caller))
      let heard = try HeardFile(path: FileURI.absolute(heard))
      guard let line = AudioLine(keys.settings, callRecorder: recorder) else {
        Output.errors.line("attendant: error: there is no memory for a line")
        throw Exit.failed
      }
      return (VirtualDriver(line: line, caller: caller, heard: heard), writer)
    } catch let fault as SoundFault {
      Output.errors.line("attendant: error: \(fault)")
      throw Exit.failed
    } catch let fault as RecordingFault {
      Output.errors.line("attendant: error: \(fault)")
      throw Exit.failed
    }
  }
}
