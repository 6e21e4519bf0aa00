import FlowDocument
import FlowParser

/// S001: the name of a `property`, and its value (VoiceXML 2.0 §6.3).
struct PropertyRule: LintRule {
  static let id = "S001"
  static let severity = Diagnostic.Severity.error
  static let help = "a property that is not understood has no effect, and nobody is told"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.nodes.compactMap { node in
      if case .property(let property) = node.element { check(property) } else { nil }
    }
  }

  private func check(_ property: Property) -> Finding? {
    if let kind = PropertyTable.kinds[property.name] {
      guard let problem = kind.problem(with: property.value.value) else { return nil }
      let message = "\"\(property.name)\" must be \(problem.wanted), not \"\(property.value.value.prefix(60))\""
      return Finding(message, help: problem.help, at: property.value.location)
    }
    if let instead = PropertyTable.old[property.name] {
      return Finding(
        "the property \"\(property.name)\" is of VoiceXML 1.0 and has no effect",
        help: "write \"\(instead)\" and its like", severity: .warning, at: property.location)
    }
    // A name with dots is another platform's, which this one ignores (§6.3.1).
    if property.name.contains("."), !property.name.hasPrefix("ivr.") { return nil }
    let near = Suggestion.nearest(to: property.name, in: PropertyTable.names)
    return Finding(
      "there is no property \"\(property.name)\"", help: near.map { "did you mean \"\($0)\"?" }, at: property.location)
  }
}
