public import FlowParser

import FlowDocument

/// K703: what the caller says is recorded while secure input is collected.
public struct RecordedSecretRule: LintRule {
  public static let id = "K703"
  public static let severity = Diagnostic.Severity.error
  public static let help = "set recordutterance to \"false\" in this item"

  public init() {}

  public func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.secureItems.compactMap { item, form in
      guard case .field = item.kind, let property = flow.property("recordutterance", at: item, in: form),
        property.value.value.trimmed == "true"
      else { return nil }
      let name = item.name.map { "\"\($0.value)\"" } ?? "this field"
      return Finding("\(name) is secure, and recordutterance is on while it is collected", at: item.location)
    }
  }
}

extension String {
  fileprivate var trimmed: String { Destination.trimmed(self).lowercased() }
}
