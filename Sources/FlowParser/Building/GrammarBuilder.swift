internal import FlowDocument

/// SRGS 1.0 rules, inline in a flow or in a file of their own.
struct GrammarBuilder {
  let findings: Findings
  /// Of relative rule references, before the grammar's own `xml:base`.
  let base: String

  func document(_ element: CheckedElement) -> GrammarDocument? {
    checkVersion(element)
    let mode = element.keyword("mode", as: GrammarMode.self) ?? .voice
    if element.rule.key == "grammar/file", mode == .voice, element.language == nil {
      findings.departure(
        .missingAttribute, "a grammar of words needs \"xml:lang\"", help: "write xml:lang=\"en\"", at: element.nameRange
      )
    }
    let ownBase = element.rule.key == "grammar/file" ? element.string("xml:base") : nil
    let expansions = GrammarExpansionBuilder(findings: findings, mode: mode)
    return GrammarDocument(
      base: ownBase.map { LibXML.resolve($0, against: base) } ?? base, mode: mode, root: element.normal("root"),
      tagFormat: element.string("tag-format"), language: element.language,
      headTags: element.elements(named: "tag").map { expansions.tagText($0) },
      rules: rules(of: element, expansions), location: element.location)
  }

  private func checkVersion(_ element: CheckedElement) {
    guard let version = element.attributes["version"], version.raw != "1.0" else { return }
    let message = "version \"\(version.raw)\" of SRGS is read as 1.0"
    findings.departure(.version, message, help: "write version=\"1.0\"", at: version.range)
  }

  private func rules(of element: CheckedElement, _ expansions: GrammarExpansionBuilder) -> [GrammarRule] {
    var known: [String: SourceLocation] = [:]
    return element.elements(named: "rule").compactMap { rule in
      // Built first, so that what is wrong in a rule without a name is found too.
      let expansion = expansions.sequence(rule.children)
      guard let id = rule.normal("id"), let range = rule.attributes["id"]?.range else { return nil }
      if ["NULL", "VOID", "GARBAGE"].contains(id.value) {
        findings.error(.badValue, "\"\(id.value)\" is a special rule and no name for one", at: range)
      } else if let first = known[id.value] {
        findings.error(.duplicateID, "the rule \"\(id.value)\" is already defined at \(first)", at: range)
      }
      known[id.value] = known[id.value] ?? rule.location
      return GrammarRule(
        id: id.value, isPublic: rule.normal("scope")?.value == "public",
        expansion: expansion, location: rule.location)
    }
  }
}
