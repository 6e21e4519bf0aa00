internal import FlowDocument

/// `form` (VoiceXML 2.0 §2.1) and the form-level `filled` (§2.4).
extension DocumentBuilder {
  func form(_ element: CheckedElement) -> Form {
    var initialisation: [FormInitialisation] = []
    var items: [FormItem] = []
    for child in element.elements {
      if let item = formItem(child) {
        initialisation.append(.item(items.count))
        items.append(item)
      } else if let run = self.initialisation(child) {
        initialisation.append(.run(run))
      }
    }
    checkNames(of: element)
    let inputItems = inputItemNames(of: element)
    return Form(
      id: element.normal("id"), scope: element.keyword("scope", as: DialogScope.self) ?? .dialog,
      initialisation: initialisation, items: items,
      filled: element.elements(named: "filled").map { filled($0, inputItems: inputItems) },
      grammars: grammars(of: element), links: links(of: element), handlers: handlers(of: element),
      properties: properties(of: element), location: element.location)
  }

  private func filled(_ element: CheckedElement, inputItems: Set<String>) -> FormFilled {
    if let names = element.names("namelist"), let range = element.attributes["namelist"]?.range {
      for name in names where !inputItems.contains(name.value) {
        let message = "\"\(name.value)\" is no input item of this form"
        let help = Suggestion.help(for: name.value, in: inputItems.sorted()) { "\"\($0)\"" }
        findings.error(.unknownItem, message, help: help, at: range)
      }
    }
    return FormFilled(
      mode: element.keyword("mode", as: FormFilled.Mode.self) ?? .all, namelist: element.names("namelist"),
      content: executables(element), location: element.location)
  }

  private func inputItemNames(of form: CheckedElement) -> Set<String> {
    let items = form.elements(named: "field", "record", "transfer", "subdialog", "object")
    return Set(items.compactMap { $0.normal("name")?.value })
  }

  /// Form items and variables of a form share one scope: no two items of one name, no item named as a variable (§2.1.3).
  private func checkNames(of form: CheckedElement) {
    var known: [String: CheckedElement] = [:]
    for child in form.elements(named: "var") {
      if let name = child.normal("name")?.value { known[name] = known[name] ?? child }
    }
    for child in form.elements(named: "field", "record", "transfer", "subdialog", "object", "block", "initial") {
      guard let name = child.normal("name")?.value, let range = child.attributes["name"]?.range else { continue }
      if let first = known[name] {
        let message = "the name \"\(name)\" is taken by <\(first.name)> at \(first.location)"
        findings.error(.duplicateName, message, help: "give each form item a name of its own", at: range)
      }
      known[name] = known[name] ?? child
    }
  }
}
