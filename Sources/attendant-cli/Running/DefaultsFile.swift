import ArgumentParser
import CallRuntime
import CallScenarios
import FlowInterpreter
import Switchboard

/// `--defaults`: what happens where a flow says nothing, from a file of one's own.
struct DefaultsOptions: ParsableArguments {
  @Option(
    help: """
      A flow file whose handlers, properties and dialogs count where a flow has none, before the built-in ones.
      """,
    completion: .file(extensions: ["vxml", "xml"]))
  var defaults: String?

  /// The built-in ones where nothing is named.
  /// - Throws: exit code 1, after everything that is wrong in the file was told.
  func document() async throws -> PreparedDocument {
    guard let defaults else { return PlatformDefaults.document }
    do throws(FlowFindings) {
      return try await PlatformDefaults.read(FileURI.uri(of: defaults))
    } catch {
      Findings.tell(error.errors)
      throw Exit.failed
    }
  }
}
