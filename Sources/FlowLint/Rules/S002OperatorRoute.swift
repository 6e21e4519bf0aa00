import FlowDocument
import FlowParser

/// S002: `ivr.operatorroute` names a route that has to exist, or a destination that can be called.
struct OperatorRouteRule: LintRule {
  static let id = "S002"
  static let severity = Diagnostic.Severity.error
  static let help = "name the id of an ivr:route of this document or its application root, or a tel: or sip: URI"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    // Routes of leaves are nearer than this property where it stands in a root.
    guard flow.knowsRoot, flow.leaves.isEmpty else { return [] }
    let routes = (flow.document.routes + (flow.root?.document.routes ?? [])).map(\.id.value)
    return flow.nodes.compactMap { node in
      guard case .property(let property) = node.element, property.name == "ivr.operatorroute" else { return nil }
      return check(property, routes)
    }
  }

  private func check(_ property: Property, _ routes: [String]) -> Finding? {
    let value = property.value.value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if value.isEmpty || routes.contains(value) { return nil }
    if let colon = value.firstIndex(of: ":") {
      if ["tel", "sip", "sips", "phone"].contains(value[..<colon].lowercased()), value[colon...].count > 1 {
        return nil
      }
      return Finding("\"\(value.prefix(60))\" is not a destination of transfers", at: property.value.location)
    }
    let near = Suggestion.nearest(to: value, in: routes)
    return Finding(
      "there is no ivr:route \"\(value.prefix(60))\"", help: near.map { "did you mean \"\($0)\"?" },
      at: property.value.location)
  }
}
