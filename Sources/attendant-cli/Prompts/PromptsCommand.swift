import ArgumentParser
import CallScenarios
import FlowLint
import FlowParser
import Foundation
import SpeechSynthesis

struct PromptsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompts",
    abstract: "Lists what has to be recorded for flows, and fills in what is missing with a synthesiser.",
    discussion: """
      Everything that the flows say, those too to which they lead in the same folder: prompts, sounds with the words \
      that stand in for them, and the words of numbers, dates and amounts where say-as speaks them. Ids and files come \
      from prompts.tsv in the folder of each language.

      Examples:
        attendant prompts hotline.vxml
        attendant prompts hotline.vxml -o studio.html          a sheet to print
        attendant prompts hotline.vxml -o studio.csv --language yue
        attendant prompts hotline.vxml --fill                  needs espeak-ng
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, csv, html
  }

  @Argument(help: "Flows (.vxml).", completion: .file(extensions: ["vxml", "xml"]))
  var flows: [String]

  @Option(
    help: """
      What to print: 'text' for a terminal, 'csv' for spreadsheets and programs, 'html' to print on paper. Without it \
      the name of the output file decides.
      """)
  var format: Format?

  @Option(name: .shortAndLong, help: "Write the list into this file.", completion: .file(extensions: ["csv", "html"]))
  var output: String?

  @Flag(help: "Speak what is missing with espeak-ng into its place, as 8 kHz WAV. Never writes over a file.")
  var fill = false

  @Option(help: "Only this language, such as 'yue' or 'en-GB'. May be given several times.")
  var language: [String] = []

  @Option(
    help: """
      The folder with a folder of recordings for each language. Otherwise the one that a flow names (property \
      'ivr.prompts'), or 'Prompts' beside it or above it.
      """,
    completion: .directory)
  var prompts: String?

  func run() async throws {
    let set = try readFlows()
    guard !set.flows.isEmpty else { throw Exit.failed }
    let problems = folders(of: set).flatMap { PromptFolders($0.path).problems }
    Findings.tell(problems)
    var isWell = set.problems.isEmpty && problems.isEmpty
    var list = list(set)
    if fill {
      isWell = try await PromptsFilling(list: list).run() && isWell
      list = self.list(set)
    }
    if output != nil || format != nil || !fill { try write(list) } else { Output.standard.line(list.summary) }
    guard isWell else { throw Exit.failed }
  }

  private func readFlows() throws -> FlowSet {
    let set = FlowSet(files: try flows.map { FileURI.uri(of: try path(of: $0)) })
    Findings.tell(set.problems)
    return set
  }

  /// Each folder of words once, with its flows.
  private func folders(of set: FlowSet) -> [(path: String, flows: [WalkedFlow])] {
    if let prompts { return [(FileURI.absolute(prompts), set.flows)] }
    var folders: [(path: String, flows: [WalkedFlow])] = []
    for flow in set.flows {
      let own = PromptFolders.path(of: flow.document, among: set.flows.map(\.document))
      // Where there is none yet, there is to be one for all.
      let path = folders.first.map { FileManager.default.fileExists(atPath: own) ? own : $0.path } ?? own
      if let known = folders.firstIndex(where: { $0.path == path }) {
        folders[known].flows.append(flow)
      } else {
        folders.append((path, [flow]))
      }
    }
    return folders
  }

  private func list(_ set: FlowSet) -> RecordingList {
    let all = RecordingList(folders(of: set).map { RecordingList($0.flows, prompts: PromptFolders($0.path)) })
    return language.isEmpty ? all : all.only(language)
  }

  /// Of a flow, without the name of a dialog in it.
  private func path(of flow: String) throws -> String {
    guard let path = FileURI.path(of: FileURI.uri(of: flow)) else {
      Findings.tell([Finding.file(flow, "only flows in files can be listed")])
      throw Exit.failed
    }
    return path
  }

  // MARK: Writing

  private func write(_ list: RecordingList) throws {
    let text =
      switch format ?? formatOfOutput {
      case .text: list.text(name: PathName.short)
      case .csv: list.csv(name: PathName.short)
      case .html: list.html(title: title, name: PathName.short)
      }
    guard let output else { return Output.standard.write(text) }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
    } catch {
      let reason = "the list cannot be written: \(error.localizedDescription)"
      Findings.tell([Finding.file(output, reason)])
      throw Exit.failed
    }
    Output.standard.line(list.summary)
  }

  private var formatOfOutput: Format {
    guard let dot = output?.lastIndex(of: "."), let ending = output?[dot...].lowercased() else { return .text }
    return [".csv": .csv, ".html": .html, ".htm": .html][ending] ?? .text
  }

  private var title: String {
    flows.map { flow in
      let name = flow.split(separator: "/").last.map(String.init) ?? flow
      return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }.joined(separator: ", ")
  }
}
