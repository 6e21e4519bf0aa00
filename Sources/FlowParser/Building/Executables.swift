internal import FlowDocument

/// Executable content (VoiceXML 2.0 §5.3).
extension DocumentBuilder {
  func executables(_ element: CheckedElement) -> [Executable] {
    executables(element.children, language: element.language)
  }

  /// Runs of text, `audio`, `value`, `enumerate` and speech markup become one prompt each (§4.1.2).
  private func executables(_ nodes: [CheckedNode], language: String?) -> [Executable] {
    runs(of: nodes).compactMap { run in
      switch run {
      case .spoken(let nodes): implicitPrompt(nodes, language: language).map { .prompt($0) }
      case .element(let element): executable(element)
      }
    }
  }

  private func executable(_ element: CheckedElement) -> Executable? {
    if let declared = element.rule.declaration { return .extension(hostElement(element, declared: declared)) }
    return switch element.name {
    case "var": variable(element).map { .variable($0) }
    case "assign": assign(element).map { .assign($0) }
    case "clear": .clear(Clear(namelist: element.names("namelist"), location: element.location))
    case "if": .if(condition(element))
    case "prompt": .prompt(prompt(element))
    case "reprompt": .reprompt(element.location)
    case "goto": goto(element).map { .goto($0) }
    case "submit": submit(element).map { .submit($0) }
    case "exit": .exit(exit(element))
    case "return": .return(returning(element))
    case "disconnect":
      .disconnect(Disconnect(namelist: element.names("namelist") ?? [], location: element.location))
    case "throw": eventToThrow(element).map { .throw(Throw(event: $0, location: element.location)) }
    case "script": script(element).map { .script($0) }
    case "log": .log(log(element))
    case "data": data(element).map { .data($0) }
    case "foreach": foreach(element).map { .foreach($0) }
    default: dialectExecutable(element)
    }
  }

  func variable(_ element: CheckedElement) -> Variable? {
    guard let name = element.normal("name") else { return nil }
    return Variable(
      name: name, expression: element.expression("expr"), isSecure: element.boolean("ivr:secure") ?? false,
      location: element.location)
  }

  private func assign(_ element: CheckedElement) -> Assign? {
    guard let name = element.normal("name"), let expression = element.expression("expr") else { return nil }
    return Assign(name: name, expression: expression, location: element.location)
  }

  /// `elseif` and `else` are empty elements between the branches (§5.3.4).
  private func condition(_ element: CheckedElement) -> If {
    var branches: [If.Branch] = []
    var head = element
    var nodes: [CheckedNode] = []
    func close() {
      let condition = head.name == "else" ? nil : head.expression("cond")
      branches.append(
        If.Branch(
          condition: condition, content: executables(nodes, language: element.language), location: head.location))
      nodes = []
    }
    for child in element.children {
      guard case .element(let inner) = child, inner.name == "else" || inner.name == "elseif" else {
        nodes.append(child)
        continue
      }
      if head.name == "else" {
        let message = "<\(inner.name)> after <else>, which is at \(head.location)"
        findings.error(.branchOrder, message, help: "<else> is the last branch of <if>", at: inner.nameRange)
      }
      close()
      head = inner
    }
    close()
    return If(branches: branches, location: element.location)
  }

  private func log(_ element: CheckedElement) -> Log {
    let parts = element.children.compactMap { child -> Log.Part? in
      switch child {
      case .text(let text, _): .text(text)
      case .element(let inner): inner.expression("expr").map { .value($0) }
      }
    }
    return Log(
      label: element.string("label"), expression: element.expression("expr"), content: parts,
      location: element.location)
  }

  private func foreach(_ element: CheckedElement) -> Foreach? {
    guard let item = element.normal("item"), let array = element.expression("array") else { return nil }
    return Foreach(item: item, array: array, content: executables(element), location: element.location)
  }

  /// Content, `src` or `srcexpr`: exactly one (§5.3.12, 2.1 §3).
  func script(_ element: CheckedElement) -> Script? {
    let text = element.text
    let isBlank = text.utf8.allSatisfy(XMLBytes.isBlank)
    let source: Script.Source
    if let external = element.source("src", "srcexpr") {
      guard isBlank else {
        findings.error(
          .exclusiveAttributes, "<script> has both content and a source", help: "keep one of them",
          at: element.nameRange)
        return nil
      }
      source = .external(external)
    } else if !isBlank {
      source = .inline(Located(text, at: location(element.textOffset ?? element.offset)))
    } else {
      findings.error(.missingAttribute, "<script> needs content, \"src\" or \"srcexpr\"", at: element.nameRange)
      return nil
    }
    return Script(
      source: source, charset: element.normal("charset")?.value, fetch: fetch(element), location: element.location)
  }

  func data(_ element: CheckedElement) -> DataElement? {
    guard let source = element.source("src", "srcexpr") else { return nil }
    return DataElement(
      name: element.normal("name"), source: source, namelist: element.names("namelist") ?? [],
      method: method(element), encoding: element.string("enctype"), fetch: fetch(element), location: element.location)
  }
}
