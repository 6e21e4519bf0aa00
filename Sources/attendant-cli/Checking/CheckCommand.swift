import ArgumentParser
import CallScenarios
import FlowParser

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Parses and validates flows and grammar files, and looks for what cannot be meant.",
    discussion: """
      Every departure from the standard is reported, all findings at once, each with the line and a caret under it.

      Examples:
        attendant check hotline.vxml
        attendant check Flows/*.vxml --strict
        attendant check hotline.vxml --format json
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, sarif
  }

  @Argument(help: "Flows (.vxml) and grammar files (.grxml).", completion: .file(extensions: ["vxml", "xml", "grxml"]))
  var flows: [String]

  @Option(help: "What to print: 'text' for people, 'json' or 'sarif' for programs.")
  var format = Format.text

  @Flag(help: "Warnings fail the check too.")
  var strict = false

  func run() async throws {
    let findings = await FlowCheck(files: flows).findings()
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count { $0.severity == .warning }
    switch format {
    case .text:
      for finding in findings { Output.errors.line(Finding.text(finding, inColour: Output.errors.inColour)) }
      let files = flows.count == 1 ? "1 file" : "\(flows.count) files"
      Output.standard.line("\(files): \(Self.count(errors, "error")), \(Self.count(warnings, "warning"))")
    case .json: Output.standard.line(FindingsDocument.json(findings))
    case .sarif: Output.standard.line(FindingsDocument.sarif(findings))
    }
    guard errors == 0, !strict || warnings == 0 else { throw Exit.failed }
  }

  private static func count(_ number: Int, _ what: String) -> String {
    "\(number) \(what)\(number == 1 ? "" : "s")"
  }
}
