import FlowDocument
import FlowParser

/// S002 as well: grammars, scripts and data that a flow fetches by a written name.
struct ResourceRule: LintRule {
  static let id = "S002"
  static let severity = Diagnostic.Severity.warning
  static let help = "a caller who comes here gets error.badfetch; put the file there, or mend its name"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.flow.resources.compactMap { resource in
      guard resource.kind != .sound, let name = flow.missingFile(resource) else { return nil }
      return Finding("there is no \(resource.kind.rawValue) file \"\(name)\"", at: resource.source.location)
    }
  }
}

extension FlowUnderCheck {
  /// The documents against which its name is resolved; that of a calendar always stands where the calendar does.
  func activeFlows(for resource: ExternalResource) -> [WalkedFlow] {
    resource.kind == .calendar ? [flow] : activeFlows(at: resource.place)
  }

  /// The name of a file that is missing wherever it may be looked for; `nil` where it is there or cannot be known.
  func missingFile(_ resource: ExternalResource) -> String? {
    var name: String?
    for active in activeFlows(for: resource) {
      guard case .file(let uri, _) = Destination(resource.source.value, in: active.document), files[uri] == false else {
        return nil
      }
      name = name ?? TargetRule.name(of: uri)
    }
    return name
  }
}
