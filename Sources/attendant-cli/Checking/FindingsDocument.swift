import CallInterface
import CallRuntime
import CallScenarios
import FlowDocument
import FlowParser

/// Findings for programs.
enum FindingsDocument {
  /// One array of `{"file","line","column","severity","rule","message","help"}`.
  static func json(_ findings: [Diagnostic]) -> String {
    let objects = findings.map { finding in
      JSONText.object([
        ("file", .string(PathName.short(finding.file))), ("line", .integer(finding.location.line)),
        ("column", .integer(finding.location.column)), ("severity", .string(finding.severity.rawValue)),
        ("rule", .string(finding.rule)), ("message", .string(finding.message)), ("help", .string(orNull: finding.help)),
      ])
    }
    // An object a line, so that a difference can be read.
    return objects.isEmpty ? "[]" : "[\n" + objects.map(\.description).joined(separator: ",\n") + "\n]"
  }

  /// SARIF 2.1.0, which code hosts show beside the code.
  static func sarif(_ findings: [Diagnostic]) -> String {
    let rules = Set(findings.map(\.rule)).sorted().map { JSONText.object([("id", .string($0))]) }
    let driver = JSONText.object([
      ("name", .string("attendant")), ("version", .string(AttendantVersion.current)), ("rules", .array(rules)),
    ])
    let run = JSONText.object([
      ("tool", .object([("driver", driver)])), ("columnKind", .string("unicodeCodePoints")),
      ("results", .array(findings.map(result))),
    ])
    return JSONText.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .string("2.1.0")),
      ("runs", .array([run])),
    ]).description
  }

  private static func result(_ finding: Diagnostic) -> JSONText {
    let message = finding.message + (finding.help.map { " (\($0))" } ?? "")
    let region = JSONText.object([
      ("startLine", .integer(finding.location.line)), ("startColumn", .integer(finding.location.column)),
      ("endColumn", .integer(finding.location.column + finding.length)),
    ])
    let place = JSONText.object([
      (
        "physicalLocation",
        .object([
          ("artifactLocation", .object([("uri", .string(PathName.short(finding.file)))])), ("region", region),
        ])
      )
    ])
    return .object([
      ("ruleId", .string(finding.rule)), ("level", .string(finding.severity.rawValue)),
      ("message", .object([("text", .string(message))])), ("locations", .array([place])),
    ])
  }
}
