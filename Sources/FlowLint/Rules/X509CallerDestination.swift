import FlowDocument
import FlowParser

/// X509: whom a call is transferred to must not be the caller's to choose without a list of what is allowed. A
/// destination made of nothing but constants of the flow is not the caller's.
struct CallerDestinationRule: LintRule {
  static let id = "X509"
  static let severity = Diagnostic.Severity.error
  static let help =
    "add <property name=\"ivr.transferallow\" value=\"sip:*@pbx.example tel:+4420*\"/> with what you allow"

  private static let property = "ivr.transferallow"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    let constants = FlowConstants(flow)
    return flow.nodes.flatMap { node -> [Finding] in
      guard case .item(let item) = node.element, case .transfer(let transfer) = item.kind,
        !isGuarded(item, at: node.place, flow)
      else { return [] }
      return destinations(of: transfer, flow).compactMap { expression, location in
        guard !constants.make(expression.source) else { return nil }
        return Finding("a caller's input may decide where this call goes", at: location)
      }
    }
  }

  /// Expressions, each with the place in this document that leads to it.
  private func destinations(of transfer: Transfer, _ flow: FlowUnderCheck) -> [(Expression, SourceLocation)] {
    switch transfer.target {
    case .destination(let source):
      return source.expressions.map { ($0, $0.location) }
    case .route(let name):
      guard let route = flow.route(named: name.value) else { return [] }
      let isOwn = flow.document.routes.contains { $0.id.value == name.value }
      return route.targets.flatMap(\.destination.expressions).map { ($0, isOwn ? $0.location : name.location) }
    }
  }

  private func isGuarded(_ item: FormItem, at place: Place, _ flow: FlowUnderCheck) -> Bool {
    guard flow.knowsRoot else { return true }
    var properties = item.properties + flow.document.properties + (flow.root?.document.properties ?? [])
    if let dialog = place.dialog, case .form(let form) = flow.document.dialogs[dialog] {
      properties += form.properties
    }
    return properties.contains { $0.name == Self.property }
  }
}
