import FlowDocument
import FlowParser

/// S004: a dialog that no caller comes to.
struct UnreachableDialogRule: LintRule {
  static let id = "S004"
  static let severity = Diagnostic.Severity.warning
  static let help = "lead to it, or take it out; if another flow leads to it, check the two together"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    guard let reachable = DialogGraph(flow).reachable() else { return [] }
    return flow.document.dialogs.enumerated().compactMap { index, dialog in
      guard !reachable.contains(index) else { return nil }
      let name = dialog.id.map { " \"\($0.value)\"" } ?? ""
      let kind = if case .menu = dialog { "menu" } else { "form" }
      return Finding("no path leads to the \(kind)\(name)", at: dialog.id?.location ?? dialog.location)
    }
  }
}
