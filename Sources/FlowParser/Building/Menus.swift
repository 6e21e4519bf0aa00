internal import FlowDocument

/// `menu` and `choice` (VoiceXML 2.0 §2.2).
extension DocumentBuilder {
  func menu(_ element: CheckedElement) -> Menu {
    let accept = element.keyword("accept", as: PhraseMatch.self) ?? .exact
    let elements = element.elements(named: "choice")
    let keys = element.boolean("dtmf") == true ? numbered(elements) : elements.map { $0.normal("dtmf") }
    let choices = zip(elements, keys).compactMap { choice($0, dtmf: $1, accept: accept) }
    return Menu(
      id: element.normal("id"), scope: element.keyword("scope", as: DialogScope.self) ?? .dialog, accept: accept,
      choices: choices, prompts: prompts(of: element), handlers: handlers(of: element),
      properties: properties(of: element), location: element.location)
  }

  /// `dtmf="true"`: keys 1 to 9 in order to the choices without a key of their own, past keys that are taken (§2.2.1).
  private func numbered(_ choices: [CheckedElement]) -> [Located<String>?] {
    var taken: Set<String> = []
    for choice in choices {
      guard let keys = choice.normal("dtmf")?.value, let range = choice.attributes["dtmf"]?.range else { continue }
      taken.insert(keys)
      guard !["0", "*", "#"].contains(keys) else { continue }
      findings.departure(
        .menuKeys, "a choice of a menu with dtmf=\"true\" has the key \"\(keys)\" of its own",
        help: "leave out dtmf=\"true\" and give every choice its key", at: range)
    }
    var free = (1...9).map(String.init).filter { !taken.contains($0) }[...]
    return choices.map { choice in
      if choice.has("dtmf") { return choice.normal("dtmf") }
      return free.popFirst().map { Located($0, at: choice.location) }
    }
  }

  private func choice(_ element: CheckedElement, dtmf: Located<String>?, accept: PhraseMatch) -> Choice? {
    guard let action = choiceAction(element) else { return nil }
    return Choice(
      dtmf: dtmf, phrase: phrase(of: element),
      content: contents(element.children.filter { !$0.isGrammar }),
      accept: element.keyword("accept", as: PhraseMatch.self) ?? accept,
      grammars: grammars(of: element), action: action, location: element.location)
  }

  /// What a choice or a link does.
  func choiceAction(_ element: CheckedElement) -> ChoiceAction? {
    if let target = element.source("next", "expr") { return .go(target, fetch(element)) }
    return eventToThrow(element).map { .throwEvent($0) }
  }

  /// The text with its markup removed and blanks normalised, without what is not spoken (§2.2.2).
  func phrase(of element: CheckedElement) -> String {
    var words = ""
    func gather(_ element: CheckedElement) {
      for child in element.children {
        switch child {
        case .text(let text, _): words += text
        case .element(let inner):
          guard !["grammar", "desc", "metadata", "meta", "lexicon"].contains(inner.name) else { continue }
          words += " "
          gather(inner)
          words += " "
        }
      }
    }
    gather(element)
    return words.unicodeScalars.split { $0.properties.isWhitespace }.map(String.init).joined(separator: " ")
  }
}

extension CheckedNode {
  var isGrammar: Bool {
    if case .element(let element) = self { element.name == "grammar" } else { false }
  }
}
