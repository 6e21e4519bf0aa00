import FlowDocument
import FlowParser

/// S010: a `param` that the called form does not declare with `var` (VoiceXML 2.0 §2.3.4, §6.4).
struct SubdialogParameterRule: LintRule {
  static let id = "S010"
  static let severity = Diagnostic.Severity.error
  static let help = "the call ends in error.semantic; declare it in the called form with <var>, or leave it out"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.nodes.flatMap { node -> [Finding] in
      guard case .item(let item) = node.element, case .subdialog(let subdialog) = item.kind,
        !subdialog.parameters.isEmpty, let callee = callee(subdialog.source, flow)
      else { return [] }
      let declared = Self.declared(by: callee)
      return subdialog.parameters.compactMap { parameter in
        let name = parameter.name.value
        guard !declared.contains(name) else { return nil }
        let near = Suggestion.nearest(to: name, in: declared.sorted())
        return Finding(
          "the called dialog declares no \"\(name)\"", help: near.map { "did you mean \"\($0)\"?" },
          at: parameter.name.location)
      }
    }
  }

  private func callee(_ source: TextSource, _ flow: FlowUnderCheck) -> Dialog? {
    guard case .literal(let text) = source else { return nil }
    let document: Document
    let id: String
    switch Destination(text.value, in: flow.document) {
    case .dialog(let fragment): (document, id) = (flow.document, fragment)
    case .file(let uri, let fragment):
      guard let known = flow.known(uri) else { return nil }
      (document, id) = (known.document, fragment ?? "")
    case .elsewhere: return nil
    }
    if id.isEmpty { return document.dialogs.first }
    return document.dialogIndex[id].map { document.dialogs[$0] }
  }

  private static func declared(by dialog: Dialog) -> Set<String> {
    guard case .form(let form) = dialog else { return [] }
    return Set(
      form.initialisation.compactMap { step in
        if case .run(.variable(let variable)) = step { variable.name.value } else { nil }
      })
  }
}
