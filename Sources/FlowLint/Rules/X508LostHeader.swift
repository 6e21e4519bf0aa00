import FlowDocument
import FlowParser

/// X508: what the caller has said already reaches whoever takes the call. A blind transfer tells it in the new URI, and a `tel:`
/// URI has no place for that (RFC 3966): only a server with a `proxy` can make a `sip:` URI of it.
struct LostHeaderRule: LintRule {
  static let id = "X508"
  static let severity = Diagnostic.Severity.warning
  static let help = "write dest=\"sip:NUMBER@…\", or have a 'proxy' in the configuration of the server"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.nodes.compactMap { node in
      guard case .item(let item) = node.element, case .transfer(let transfer) = item.kind, transfer.kind == .blind,
        case .route(let name) = transfer.target, let route = flow.route(named: name.value), !route.headers.isEmpty,
        route.targets.contains(where: { Self.isTelephone($0.destination) })
      else { return nil }
      let headers = route.headers.map(\.name.value).joined(separator: ", ")
      return Finding("a blind transfer to a tel: URI may not tell the far end \(headers)", at: name.location)
    }
  }

  private static func isTelephone(_ destination: TextSource) -> Bool {
    switch destination {
    case .literal(let text): text.value.lowercased().hasPrefix("tel:")
    case .expression(let expression):
      ["'tel:", "\"tel:", "`tel:"].contains { expression.source.lowercased().hasPrefix($0) }
    }
  }
}
