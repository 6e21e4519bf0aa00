import FlowDocument
import FlowParser

/// S002: where a `goto`, a choice, a link, a subdialog, a `submit` or `application` leads to has to exist
/// (VoiceXML 2.0 §5.3.7: `error.badfetch` while a caller is on the line).
struct TargetRule: LintRule {
  static let id = "S002"
  static let severity = Diagnostic.Severity.error
  static let help =
    "a caller who comes here gets error.badfetch; write the id of a dialog or the name of a file that exists"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    var findings = flow.nodes.compactMap { node in node.reference.flatMap { check($0, flow) } ?? checkItem(node, flow) }
    if let application = flow.document.application, let problem = missingRoot(application, flow) {
      findings.append(problem)
    }
    return findings
  }

  private func check(_ reference: Reference, _ flow: FlowUnderCheck) -> Finding? {
    guard case .literal(let text) = reference.target else { return nil }
    // A link's fragment is a dialog of the document that holds the link, wherever the caller is (§2.5).
    let staysHome = reference.kind == .link && Destination.trimmed(text.value).hasPrefix("#")
    let active = staysHome ? [flow.flow] : flow.activeFlows(at: reference.place)
    let problems = active.map { problem(text.value, from: $0.document, flow) }
    guard let first = problems.first ?? nil, problems.allSatisfy({ $0 != nil }) else { return nil }
    return Finding(first.message, help: first.help, at: text.location)
  }

  private struct Problem {
    let message: String
    var help: String?
  }

  private func problem(_ text: String, from document: Document, _ flow: FlowUnderCheck) -> Problem? {
    switch Destination(text, in: document) {
    case .elsewhere:
      return nil
    case .dialog(let id):
      return missing(id, in: document, name: "this document")
    case .file(let uri, let fragment):
      if let known = flow.known(uri) {
        let name = FlowIdentity.key(uri) == FlowIdentity.key(document.uri) ? "this document" : Self.name(of: uri)
        return missing(fragment ?? "", in: known.document, name: name)
      }
      guard flow.unreadable.contains(uri) else { return nil }
      return unreadable(text, uri, from: document, flow)
    }
  }

  private func missing(_ id: String, in document: Document, name: String) -> Problem? {
    if id.isEmpty {
      return document.dialogs.isEmpty ? Problem(message: "\(name) has no dialog to begin with") : nil
    }
    guard document.dialogIndex[id] == nil else { return nil }
    let near = Suggestion.nearest(to: id, in: document.dialogIndex.keys.sorted())
    return Problem(message: "\(name) has no dialog \"\(id)\"", help: near.map { "did you mean \"#\($0)\"?" })
  }

  private func unreadable(_ text: String, _ uri: String, from document: Document, _ flow: FlowUnderCheck) -> Problem? {
    let name = Self.name(of: uri)
    if let id = document.dialogIndex.keys.first(where: { $0 == Destination.trimmed(text) }), flow.files[uri] != true {
      return Problem(message: "there is no file \"\(name)\"", help: "did you mean the dialog \"#\(id)\"?")
    }
    // A name without an extension may be a program's on the server that the flow is meant for.
    guard name.contains(".") else { return nil }
    switch flow.files[uri] {
    case true: return Problem(message: "\"\(name)\" cannot be read as a flow", help: "check that file")
    case false: return Problem(message: "there is no file \"\(name)\"")
    default: return Problem(message: "there is no file \"\(name)\", or it cannot be read as a flow")
    }
  }

  private func missingRoot(_ application: Located<String>, _ flow: FlowUnderCheck) -> Finding? {
    guard case .file(let uri, _) = Destination(application.value, in: flow.document), flow.unreadable.contains(uri)
    else {
      return nil
    }
    let name = Self.name(of: uri)
    return Finding(
      flow.files[uri] == true
        ? "the application root \"\(name)\" cannot be read as a flow" : "there is no application root \"\(name)\"",
      help: "without its root no part of this document runs", at: application.location)
  }

  // MARK: nextitem

  private func checkItem(_ node: FlowNode, _ flow: FlowUnderCheck) -> Finding? {
    guard case .executable(.goto(let goto)) = node.element, case .item(.literal(let name)) = goto.target else {
      return nil
    }
    let forms = forms(at: node.place, flow)
    let names = Set(forms.flatMap(\.items).compactMap { $0.name?.value })
    guard !forms.isEmpty, !names.contains(Destination.trimmed(name.value)) else { return nil }
    let near = Suggestion.nearest(to: name.value, in: names.sorted())
    return Finding(
      node.place.dialog == nil
        ? "no form of this document has an item \"\(name.value)\"" : "this form has no item \"\(name.value)\"",
      help: near.map { "did you mean \"\($0)\"?" }, at: name.location)
  }

  /// The forms that may be at work.
  private func forms(at place: Place, _ flow: FlowUnderCheck) -> [Form] {
    let dialogs: [Dialog] =
      if let index = place.dialog { [flow.document.dialogs[index]] } else {
        flow.activeFlows(at: place).flatMap(\.document.dialogs)
      }
    return dialogs.compactMap { dialog in if case .form(let form) = dialog { form } else { nil } }
  }

  static func name(of uri: String) -> String {
    uri.split(separator: "/").last.map(String.init) ?? uri
  }
}
