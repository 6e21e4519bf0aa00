internal import FlowDocument

/// `grammar` in a flow (VoiceXML 2.0 §3.1.1, 2.1 §2).
extension DocumentBuilder {
  func grammars(of element: CheckedElement) -> [GrammarElement] {
    element.elements.compactMap { child in
      switch child.name {
      case "grammar": grammar(child)
      case "dtmf": keyGrammar(child)
      default: nil
      }
    }
  }

  private func grammar(_ element: CheckedElement) -> GrammarElement? {
    let ownBase = element.string("xml:base").map { LibXML.resolve($0, against: base) }
    let text = element.text
    let hasText = !text.utf8.allSatisfy(XMLBytes.isBlank)
    let hasContent = hasText || !element.elements.isEmpty
    let source: GrammarElement.Source
    if let external = element.source("src", "srcexpr") {
      guard !hasContent else {
        findings.error(
          .exclusiveAttributes, "<grammar> has both content and a source", help: "keep one of them",
          at: element.nameRange)
        return nil
      }
      source = .external(resolved(external, against: ownBase))
    } else if !element.elements.isEmpty {
      if hasText { reportStrayText(in: element) }
      guard let rules = GrammarBuilder(findings: findings, base: ownBase ?? base).document(element) else { return nil }
      source = .inline(rules)
    } else if hasText || isOtherFormat(element) {
      source = .foreignFormat(text: ValueParser.trimmed(text))
    } else {
      findings.error(.missingAttribute, "<grammar> needs rules, \"src\" or \"srcexpr\"", at: element.nameRange)
      return nil
    }
    return GrammarElement(
      source: source, mode: element.keyword("mode", as: GrammarMode.self), type: element.text("type"),
      scope: element.keyword("scope", as: DialogScope.self), language: element.language, fetch: fetch(element),
      location: element.location)
  }

  private func isOtherFormat(_ element: CheckedElement) -> Bool {
    element.string("type").map { !GrammarFormat.isXML($0) } ?? false
  }

  private func reportStrayText(in element: CheckedElement) {
    for case .text(let text, let offset) in element.children where !text.utf8.allSatisfy(XMLBytes.isBlank) {
      let start = significantOffset(offset)
      findings.departure(.misplacedText, "text beside the rules of a grammar is ignored", at: start..<start + 1)
    }
  }

  private func resolved(_ source: TextSource, against base: String?) -> TextSource {
    guard let base, case .literal(let written) = source, !written.value.hasPrefix("builtin:") else { return source }
    return .literal(Located(LibXML.resolve(written.value, against: base), at: written.location))
  }

  /// `dtmf` of VoiceXML 1.0.
  private func keyGrammar(_ element: CheckedElement) -> GrammarElement {
    GrammarElement(
      source: element.text("src").map { .external(.literal($0)) }
        ?? .foreignFormat(text: ValueParser.trimmed(element.text)),
      mode: .dtmf, type: element.text("type"), scope: element.keyword("scope", as: DialogScope.self),
      language: element.language, fetch: fetch(element), location: element.location)
  }
}
