import FlowDocument
import FlowParser

/// S001: what a target of a route waits for has to be a result after which another target is tried.
struct RouteResultRule: LintRule {
  static let id = "S001"
  static let severity = Diagnostic.Severity.error
  static let help = "this target is never tried; write busy, noanswer, network_busy or error.connection"

  private static let connectionErrors = "error.connection" + "."
  private static let results = ["busy", "noanswer", "network_busy", "error.connection"]

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.document.routes.flatMap(\.targets).flatMap { $0.on ?? [] }.compactMap { name in
      if Self.results.contains(name.value) || name.value == "error" || name.value.hasPrefix(Self.connectionErrors) {
        return nil
      }
      let near = Suggestion.nearest(to: name.value, in: Self.results)
      return Finding(
        "no other target is tried after \"\(name.value)\"", help: near.map { "did you mean \"\($0)\"?" },
        at: name.location, length: name.value.unicodeScalars.count)
    }
  }
}
