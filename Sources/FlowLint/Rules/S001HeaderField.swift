import FlowDocument
import FlowParser

/// S001: what the far end of a transfer is told must be sendable (`ivr:header`).
struct HeaderFieldRule: LintRule {
  static let id = "S001"
  static let severity = Diagnostic.Severity.error
  static let help =
    "a caller who comes here gets error.semantic; begin the name with X-, or use one of "
    + RouteHeader.knownNames.joined(separator: ", ")

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.document.routes.flatMap(\.headers).compactMap { header in
      if let fault = RouteHeader.fault(inName: header.name.value) {
        return Finding("\(fault): the far end cannot be told by it", at: header.name.location)
      }
      guard case .literal(let value) = header.value, let fault = RouteHeader.fault(inValue: value.value) else {
        return nil
      }
      return Finding(fault, help: "write less in one header, or on one line", at: value.location)
    }
  }
}
