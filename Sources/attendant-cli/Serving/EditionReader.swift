import FlowDocument
import FlowParser
import Logging
import Switchboard

/// Reads the flows of a server again while it serves.
struct EditionReader {
  let command: ServeCommand
  let parts: ServerParts
  let editions: FlowEditions

  /// Puts the flows as they are now in the place of the old ones, or says why not.
  func reload() async {
    let table: RouteTable
    let defaults: String?
    do {
      // What else the configuration says takes effect when the server starts.
      let file = try ServerParts.file(at: command.config)
      table = try command.table(file)
      defaults = command.defaultsURI(file)
    } catch {
      return parts.logger.error("the configuration has errors: the flows stay as they were")
    }
    do throws(FlowFindings) {
      let number = try await editions.replace { () async throws(FlowFindings) in
        try await parts.edition(table, defaults: defaults)
      }
      parts.logger.notice("the flows were read anew", metadata: ["edition": "\(number)"])
    } catch {
      for finding in error.errors { tell(finding) }
      parts.logger.error(
        "the flows have errors: they stay as they were", metadata: ["errors": "\(error.errors.count)"])
    }
  }

  private func tell(_ finding: Diagnostic) {
    parts.logger.error(
      "\(finding.message)",
      metadata: [
        "file": "\(PathName.short(finding.file))", "line": "\(finding.location.line)",
        "column": "\(finding.location.column)", "rule": "\(finding.rule)", "help": "\(finding.help ?? "")",
      ])
  }
}
