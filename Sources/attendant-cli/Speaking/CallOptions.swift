import ArgumentParser
import CallInterface
import CallScenarios
import FlowParser
import Foundation

/// What the commands that make a sounding call have in common.
struct CallOptions: ParsableArguments {
  @Argument(
    help: "The flow: a file or an http URI, with '#dialog' to begin at a dialog.",
    completion: .file(extensions: ["vxml", "xml"]))
  var flow: String

  @Option(help: "The caller's number or address.")
  var from: String?

  @Option(help: "The called number or address.")
  var to: String?

  @Option(help: "The language in which the call begins, such as 'yue'. Otherwise that of the flow.")
  var language: String?

  @Option(help: "Who speaks what is not recorded: 'espeak' (espeak-ng), 'hum' (lasts as in the console), 'none'.")
  var voice = VoiceChoice.espeak

  @Option(help: "Where 'record' writes; a new folder under the temporary one otherwise.", completion: .directory)
  var recordings: String?

  @Option(
    help: "Write both sides of the call into this WAV file, on two channels.", completion: .file(extensions: ["wav"]))
  var recordCall: String?

  @Option(
    help:
      "The folder with a folder of words and recordings for each language. Otherwise 'Prompts' beside the flow or above it.",
    completion: .directory)
  var prompts: String?

  @Flag(help: "Refuse every departure from the standard.")
  var strict = false

  var uri: String { FileURI.uri(of: flow) }
  var parsing: ParserOptions { ParserOptions(mode: strict ? .strict : .tolerant) }

  /// What the options say goes before what is given.
  func facts(over base: CallFacts) -> CallFacts {
    var facts = base
    if let from { facts.from = from }
    if let to { facts.to = to }
    return facts
  }

  /// The folder for recordings; it is there when this returns.
  func recordingsFolder() throws -> String {
    let folder =
      recordings.map { FileURI.absolute($0) }
      ?? FileManager.default.temporaryDirectory.appending(path: "attendant-\(UUID().uuidString)").path
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      let reason = "the folder for recordings cannot be made: \(error.localizedDescription)"
      Output.errors.line(Finding.text(Finding.file(folder, reason), inColour: Output.errors.inColour))
      throw Exit.failed
    }
    return folder
  }
}
