internal import FlowDocument

/// Prompts, written out or implied (VoiceXML 2.0 §4.1).
extension DocumentBuilder {
  /// Neighbours that are spoken together, or an element that is not spoken.
  enum Run {
    case spoken([CheckedNode])
    case element(CheckedElement)
  }

  func runs(of nodes: [CheckedNode]) -> [Run] {
    var runs: [Run] = []
    var spoken: [CheckedNode] = []
    for node in nodes {
      if case .element(let element) = node, !element.isSpoken {
        if !spoken.isEmpty { runs.append(.spoken(spoken)) }
        spoken = []
        runs.append(.element(element))
      } else {
        spoken.append(node)
      }
    }
    if !spoken.isEmpty { runs.append(.spoken(spoken)) }
    return runs
  }

  /// The prompts of a form item or a menu, in document order.
  func prompts(of element: CheckedElement) -> [Prompt] {
    runs(of: element.children).compactMap { run in
      switch run {
      case .spoken(let nodes): implicitPrompt(nodes, language: element.language)
      case .element(let child): child.name == "prompt" ? prompt(child) : nil
      }
    }
  }

  func prompt(_ element: CheckedElement) -> Prompt {
    var builder = self
    if let written = element.string("xml:base") { builder.promptBase = LibXML.resolve(written, against: base) }
    return Prompt(
      count: element.count("count") ?? 1, condition: element.expression("cond"),
      timeout: element.duration("timeout"), bargeIn: element.boolean("bargein"),
      bargeInType: element.keyword("bargeintype", as: BargeInType.self), language: element.language,
      ownLanguage: element.ownLanguage, content: builder.contents(element.children), location: element.location)
  }

  /// `nil` if the nodes are nothing but blanks.
  func implicitPrompt(_ nodes: [CheckedNode], language: String?) -> Prompt? {
    let nodes = withoutOuterBlanks(nodes)
    guard let first = nodes.first else { return nil }
    let start: SourceLocation
    switch first {
    case .text(_, let offset): start = location(significantOffset(offset))
    case .element(let element): start = element.location
    }
    return Prompt(language: language, content: contents(nodes), location: start)
  }

  func contents(_ nodes: [CheckedNode]) -> [PromptContent] {
    // Blanks at the edges part words of one element from those of the next; nothing but blanks is nothing.
    guard !nodes.allSatisfy(\.isBlank) else { return [] }
    return nodes.compactMap { node in
      switch node {
      case .text(let text, _): .text(text)
      case .element(let element): content(element)
      }
    }
  }

  private func withoutOuterBlanks(_ nodes: [CheckedNode]) -> [CheckedNode] {
    var nodes = nodes[...]
    while nodes.first?.isBlank == true { nodes = nodes.dropFirst() }
    while nodes.last?.isBlank == true { nodes = nodes.dropLast() }
    return Array(nodes)
  }

  private func content(_ element: CheckedElement) -> PromptContent? {
    switch element.name {
    case "value": value(element)
    case "audio": audio(element).map { .audio($0) }
    case "enumerate":
      .enumerate(Enumerate(template: contents(element.children), location: element.location))
    case "mark":
      element.source("name", "nameexpr").map { .mark(Mark(name: $0, location: element.location)) }
    case "foreach": foreach(element).map { .foreach($0) }
    case "say": say(element).map { .say($0) }
    default: speechMarkup(element).map { .markup($0) }
    }
  }

  /// `value`; the `class` of version 1.0 becomes the markup that replaced it.
  private func value(_ element: CheckedElement) -> PromptContent? {
    guard let expression = element.expression("expr") else { return nil }
    let value = PromptContent.value(Value(expression: expression, location: element.location))
    guard let type = element.string("class") else { return value }
    return .markup(
      SpeechMarkup(kind: sayAs(type: type), language: nil, content: [value], location: element.location))
  }

  private func audio(_ element: CheckedElement) -> Audio? {
    guard var source = element.source("src", "expr") else { return nil }
    if let promptBase, case .literal(let written) = source {
      source = .literal(Located(LibXML.resolve(written.value, against: promptBase), at: written.location))
    }
    return Audio(
      source: source, fetch: fetch(element), fallback: contents(element.children), location: element.location)
  }

  private func foreach(_ element: CheckedElement) -> PromptForeach? {
    guard let item = element.normal("item"), let array = element.expression("array") else { return nil }
    return PromptForeach(
      item: item, array: array, content: contents(element.children), location: element.location)
  }
}

extension CheckedNode {
  var isBlank: Bool {
    if case .text(let text, _) = self { text.utf8.allSatisfy(XMLBytes.isBlank) } else { false }
  }
}

extension CheckedElement {
  /// Whether it may be part of an implicit prompt.
  var isSpoken: Bool { rule.family == .speech || name == "value" || name == "enumerate" || name == "say" }
}
