internal import FlowDocument

/// Rule expansions (SRGS §2).
struct GrammarExpansionBuilder {
  let findings: Findings
  let mode: GrammarMode

  func sequence(_ nodes: [CheckedNode]) -> GrammarExpansion {
    var parts: [GrammarExpansion] = []
    for node in nodes {
      switch node {
      case .text(let text, let offset):
        parts += TokenSplitter(findings: findings, mode: mode).tokens(in: text, at: offset).map { .token($0) }
      case .element(let element):
        if let part = expansion(element) { parts.append(part) }
      }
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .null : .sequence(parts)
  }

  private func expansion(_ element: CheckedElement) -> GrammarExpansion? {
    switch element.name {
    case "item": item(element)
    case "one-of": .alternatives(element.elements.compactMap { expansion($0) })
    case "token": token(element)
    case "tag": .tag(tagText(element))
    case "ruleref": reference(element)
    default: nil
    }
  }

  /// The text of a `tag`, without the blanks around it.
  func tagText(_ element: CheckedElement) -> Located<String> {
    let offset = element.textOffset.map { findings.source.firstSignificant(from: $0) } ?? element.offset
    return Located(ValueParser.trimmed(element.text), at: findings.location(offset))
  }

  private func item(_ element: CheckedElement) -> GrammarExpansion {
    let content = sequence(element.children)
    guard let bounds = element.bounds("repeat"), bounds != (1, 1) else { return content }
    return .repetition(content, minimum: bounds.minimum, maximum: bounds.maximum)
  }

  private func token(_ element: CheckedElement) -> GrammarExpansion? {
    let splitter = TokenSplitter(findings: findings, mode: mode)
    let offset = element.textOffset ?? element.offset
    if mode == .dtmf { return sequence(element.children) }
    return splitter.wholeToken(element.text, at: offset).map { .token($0) }
  }

  private func reference(_ element: CheckedElement) -> GrammarExpansion? {
    switch element.normal("special")?.value {
    case "NULL": return .null
    case "VOID": return .void
    case "GARBAGE": return .garbage
    default: break
    }
    guard let uri = element.attributes["uri"] else { return nil }
    let parts = uri.raw.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let document = parts.first.flatMap { $0.isEmpty ? nil : $0 }
    let rule = parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil
    guard document != nil || rule != nil else {
      findings.error(.badValue, "\"uri\" names no rule", help: "write uri=\"#rule\"", at: uri.range)
      return nil
    }
    return .ruleReference(RuleReference(document: document, rule: rule, location: element.location))
  }
}
