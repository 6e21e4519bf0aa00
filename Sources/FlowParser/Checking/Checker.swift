internal import FlowDocument

/// Compares a tree with the table. What departs from it is reported; what comes out has a row for every element.
struct Checker {
  let findings: Findings
  let family: DocumentFamily
  /// Whether the document says that it is VoiceXML 2.0, so that 2.1 has no place in it.
  var isVersion20 = false

  init(findings: Findings, family: DocumentFamily) {
    self.findings = findings
    self.family = family
  }

  /// The elements below `root`, which must be `vxml`.
  func checkFlow(_ root: RawElement) -> CheckedElement? {
    guard root.localName == "vxml", let rule = FlowSchema.element("vxml") else {
      wrongRoot(root, wanted: "vxml")
      return nil
    }
    checkRootNamespace(root, wanted: Namespaces.flow)
    var checker = self
    checker.isVersion20 = checkVersion(root)
    return checker.check(root, as: rule, language: nil)
  }

  /// The elements below `root`, which must be a `grammar`.
  func checkGrammarFile(_ root: RawElement) -> CheckedElement? {
    guard root.localName == "grammar", let rule = FlowSchema.element("grammar/file") else {
      wrongRoot(root, wanted: "grammar")
      return nil
    }
    checkRootNamespace(root, wanted: Namespaces.grammar)
    if !root.attributes.contains(where: { $0.name == "version" }) {
      findings.departure(.version, "<grammar> without version", help: "write version=\"1.0\"", at: root.nameRange)
    }
    return check(root, as: rule, language: nil)
  }

  private func wrongRoot(_ root: RawElement, wanted: String) {
    let help = Suggestion.help(for: root.localName, in: [wanted]) { "<\($0)>" }
    findings.error(
      .unknownElement, "the root element is <\(root.name)>, not <\(wanted)>", help: help, at: root.nameRange)
  }

  private func checkRootNamespace(_ root: RawElement, wanted: String) {
    guard root.namespace != wanted else { return }
    let help = "write xmlns=\"\(wanted)\""
    if let namespace = root.namespace, !root.declares(namespace: wanted) {
      findings.error(.namespace, "the namespace of <\(root.name)> is \"\(namespace)\"", help: help, at: root.nameRange)
    } else {
      let lack = root.namespace.map { "is in the namespace \"\($0)\"" } ?? "has no namespace"
      findings.departure(.namespace, "<\(root.name)> \(lack)", help: help, at: root.nameRange)
    }
  }

  /// Reports a version other than 2.0 and 2.1; whether it is 2.0.
  private func checkVersion(_ root: RawElement) -> Bool {
    guard let version = root.attributes.first(where: { $0.name == "version" }) else {
      let message = "<vxml> without version"
      findings.error(.version, message, help: "write version=\"2.1\"", at: root.nameRange)
      return false
    }
    switch version.value {
    case "2.0": return true
    case "2.1": return false
    case "1.0":
      findings.departure(.version, "version 1.0 is read as 2.0", help: "write version=\"2.1\"", at: version.valueRange)
      return false
    default:
      let message = "version \"\(version.value)\" of VoiceXML is not known"
      findings.error(.version, message, help: "write version=\"2.1\"", at: version.valueRange)
      return false
    }
  }

  func check(_ raw: RawElement, as rule: ElementRule, language inherited: String?) -> CheckedElement {
    let own = raw.attributes.first { $0.localName == "lang" && $0.namespace == Namespaces.xml }?.value
    let language = own ?? (rule.name == "vxml" ? raw.attributes.first { $0.name == "lang" }?.value : nil) ?? inherited
    if rule.since == .v21, isVersion20 {
      let message = "<\(rule.name)> came with VoiceXML 2.1"
      findings.departure(.version, message, help: "write version=\"2.1\" on <vxml>", at: raw.nameRange)
    }
    let attributes = AttributeChecker(findings: findings, isVersion20: isVersion20).check(raw, as: rule)
    let holdsAnything = rule.holdsAnything || isForeignGrammar(raw, rule)
    let children = raw.children.compactMap { child -> CheckedNode? in
      switch child {
      case .comment, .instruction: nil
      case .text(let text, let offset, _): checkText(text, offset, in: rule, holdsAnything: holdsAnything)
      case .element(let element):
        holdsAnything ? nil : checkChild(element, of: rule, language: language).map { .element($0) }
      }
    }
    return CheckedElement(
      rule: rule, offset: raw.offset, nameRange: raw.nameRange, location: findings.location(raw.offset),
      attributes: attributes, children: children, language: language, ownLanguage: own)
  }

  private func checkText(_ text: String, _ offset: Int, in rule: ElementRule, holdsAnything: Bool) -> CheckedNode? {
    guard rule.text == .none, !holdsAnything else { return .text(text, offset: offset) }
    if !text.utf8.allSatisfy(XMLBytes.isBlank) {
      let start = findings.source.firstSignificant(from: offset)
      let length = text.utf8.drop(while: XMLBytes.isBlank).prefix { $0 != 10 && $0 != UInt8(ascii: "<") }.count
      let message = "text has no place in <\(rule.name)> and is not heard"
      let help = rule.children.contains("block") ? "put it in <block><prompt>…</prompt></block>" : nil
      findings.departure(.misplacedText, message, help: help, at: start..<start + length)
    }
    return nil
  }

  private func checkChild(_ raw: RawElement, of rule: ElementRule, language: String?) -> CheckedElement? {
    if let declared = findings.options.extensions.rows(of: raw.namespace) {
      return checkExtension(raw, among: declared, of: rule, language: language)
    }
    switch family.meaning(of: raw.namespace) {
    case .foreign:
      let message = "<\(raw.name)> of the namespace \"\(raw.namespace ?? "")\" is ignored with its content"
      findings.departure(.foreignElement, message, at: raw.nameRange)
      return nil
    case .own(let families):
      checkMissingNamespace(raw)
      return checkOwnChild(raw, families, of: rule, language: language)
    }
  }

  /// An element that is in no namespace inside a document that is in one.
  private func checkMissingNamespace(_ raw: RawElement) {
    guard raw.namespace == nil, family.rootNamespace != nil else { return }
    findings.departure(.namespace, "<\(raw.name)> has no namespace", at: raw.nameRange)
  }

  private func checkOwnChild(
    _ raw: RawElement, _ families: [ElementRule.Family], of rule: ElementRule, language: String?
  ) -> CheckedElement? {
    let name = raw.localName
    func row(in keys: [String: String]) -> ElementRule? {
      keys[name].flatMap { FlowSchema.element($0) }.flatMap { families.contains($0.family) ? $0 : nil }
    }
    if let found = row(in: rule.childKeys) {
      if found.since == .v10 { reportOld(raw) }
      return check(raw, as: found, language: language)
    }
    if let found = row(in: rule.toleratedKeys) {
      if found.since == .v10 {
        reportOld(raw)
      } else {
        let isSpeech = found.family == .speech && rule.family == .flow
        let help = isSpeech ? "put it in <prompt>" : found.name == "log" ? "it is ignored here" : nil
        findings.departure(.misplacedElement, misplaced(raw, in: rule), help: help, at: raw.nameRange)
      }
      return check(raw, as: found, language: language)
    }
    guard let other = FlowSchema.rows(named: name).first(where: { families.contains($0.family) }) else {
      findings.error(
        .unknownElement, "there is no element <\(raw.name)>", help: nearest(to: raw, families, in: rule),
        at: raw.nameRange)
      return nil
    }
    findings.error(.misplacedElement, misplaced(raw, in: rule), help: places(of: name), at: raw.nameRange)
    // Its content is checked all the same, so that every finding is made at once.
    _ = check(raw, as: other, language: language)
    return nil
  }

  private func nearest(to raw: RawElement, _ families: [ElementRule.Family], in rule: ElementRule) -> String? {
    func names(_ rows: [ElementRule]) -> [String] {
      Set(rows.filter { families.contains($0.family) }.map(\.name)).sorted()
    }
    let near =
      Suggestion.nearest(to: raw.localName, in: names(rule.childKeys.values.compactMap { FlowSchema.element($0) }))
      ?? Suggestion.nearest(to: raw.localName, in: names(FlowSchema.elements))
    let prefix = families == [.dialect] ? raw.name.dropLast(raw.localName.count) : ""
    return near.map { "did you mean <\(prefix)\($0)>?" }
  }

  private func places(of name: String) -> String? {
    let parents = FlowSchema.parents(of: name).prefix(6).map { "<\($0)>" }
    return parents.isEmpty ? nil : "it stands in \(parents.joined(separator: ", "))"
  }

  private func misplaced(_ raw: RawElement, in rule: ElementRule) -> String {
    "<\(raw.name)> has no place in <\(rule.name)>"
  }

  private func reportOld(_ raw: RawElement) {
    let help = Self.successors[raw.localName].map { "write \($0)" }
    findings.departure(.oldElement, "<\(raw.name)> is of VoiceXML 1.0", help: help, at: raw.nameRange)
  }

  private static let successors: [String: String] = [
    "emp": "<emphasis>", "div": "<p> or <s>", "pros": "<prosody>", "sayas": "<say-as>", "paragraph": "<p>",
    "sentence": "<s>", "dtmf": "<grammar mode=\"dtmf\">",
  ]

  /// A grammar of a format that is not SRGS in XML form: what is in it is not for this parser.
  private func isForeignGrammar(_ raw: RawElement, _ rule: ElementRule) -> Bool {
    guard rule.name == "grammar", let type = raw.attributes.first(where: { $0.name == "type" })?.value else {
      return false
    }
    return !GrammarFormat.isXML(type)
  }
}

/// Media types of grammars (VoiceXML 2.0 §3.1.1.4).
enum GrammarFormat {
  static func isXML(_ type: String) -> Bool {
    let name = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    return ["application/srgs+xml", "application/grammar+xml", "text/xml", "application/xml"].contains(name)
  }
}
