import FlowDocument
import FlowParser

/// S003: one key for two of the keys that always work, set at the same place. Only one of them can act.
struct AlwaysKeyRule: LintRule {
  static let id = "S003"
  static let severity = Diagnostic.Severity.error
  static let help = "only one of them can act; give each a key of its own"

  /// In the order in which the interpreter asks.
  private static let names = ["ivr.repeatkey", "ivr.backkey", "ivr.topkey", "ivr.operatorkey"]

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    var first: [Place: [String: Property]] = [:]
    var findings: [Finding] = []
    for node in flow.nodes {
      guard case .property(let property) = node.element, Self.names.contains(property.name) else { continue }
      let key = property.value.value.filter { !$0.isWhitespace }
      guard !key.isEmpty else { continue }
      if let earlier = first[node.place]?[key], earlier.name != property.name {
        let message = "the key \(key) of \"\(property.name)\" is that of \"\(earlier.name)\" on line"
        findings.append(Finding("\(message) \(earlier.location.line)", at: property.value.location))
      } else {
        first[node.place, default: [:]][key] = property
      }
    }
    return findings
  }
}
