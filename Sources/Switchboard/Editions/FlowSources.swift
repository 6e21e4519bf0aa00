import CallRuntime
import FlowDocument
import FlowParser

extension ResourceLoading {
  /// One resource for somebody who reads flows and calls nobody: within the parser's limit, in a session of its own.
  func load(_ uri: String, by parsing: ParserOptions) async throws(LoadFailure) -> LoadedResource {
    try await load(LoadRequest(uri: uri, sizeLimit: parsing.limits.size), session: FetchSession())
  }
}

extension Diagnostic {
  /// An error without a line of source under it.
  static func error(
    _ message: String, rule: String, in file: String, at location: SourceLocation = SourceLocation(line: 1, column: 1)
  ) -> Diagnostic {
    Diagnostic(severity: .error, rule: rule, message: message, file: file, location: location)
  }
}
