import FlowDocument
import FlowParser

/// S002: a route that a `transfer` names has to exist, in its document or in the application root.
struct RouteRule: LintRule {
  static let id = "S002"
  static let severity = Diagnostic.Severity.error
  static let help = "a caller who comes here gets error.semantic; write the id of an <ivr:route>"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.nodes.compactMap { node in
      guard case .item(let item) = node.element, case .transfer(let transfer) = item.kind,
        case .route(let name) = transfer.target, flow.knowsRoot, flow.route(named: name.value) == nil
      else { return nil }
      let near = Suggestion.nearest(to: name.value, in: flow.routes.map(\.id.value).sorted())
      return Finding(
        "there is no route \"\(name.value)\"", help: near.map { "did you mean \"\($0)\"?" }, at: name.location)
    }
  }
}

extension FlowUnderCheck {
  /// What transfers of the document may name, its own first.
  var routes: [Route] { document.routes + (root?.document.routes ?? []) }

  func route(named name: String) -> Route? { routes.first { $0.id.value == name } }
}
