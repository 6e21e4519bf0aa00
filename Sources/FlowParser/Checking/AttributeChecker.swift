internal import FlowDocument

/// Compares the attributes of one element with its row of the table.
struct AttributeChecker {
  let findings: Findings
  let isVersion20: Bool

  func check(_ raw: RawElement, as rule: ElementRule) -> [String: CheckedAttribute] {
    var checked: [String: CheckedAttribute] = [:]
    var present: Set<String> = []
    for attribute in raw.attributes {
      guard let row = row(for: attribute, of: raw, rule) else { continue }
      present.insert(row.name)
      reportStatus(row, attribute, raw)
      if row.status == .forbidden { continue }
      if let value = ValueParser(findings: findings).parse(attribute, as: row) {
        checked[row.name] = CheckedAttribute(
          raw: attribute.value, value: value, location: findings.location(attribute.valueRange.lowerBound),
          range: attribute.valueRange)
      }
    }
    for row in rule.attributes where row.isRequired && !present.contains(row.name) {
      let message = "<\(raw.name)> needs the attribute \"\(row.name)\""
      findings.error(.missingAttribute, message, at: raw.nameRange)
    }
    for group in rule.exclusives { check(group, present, raw) }
    return checked
  }

  /// The row of an attribute; `nil` if it has none or means nothing here, which is reported.
  private func row(for attribute: RawAttribute, of raw: RawElement, _ rule: ElementRule) -> AttributeRule? {
    switch attribute.namespace {
    case nil:
      if let row = rule.attribute(attribute.name) { return row }
      let known = rule.attributes.filter { $0.status == .standard }.map(\.name)
      findings.departure(
        .unknownAttribute, "<\(raw.name)> has no attribute \"\(attribute.name)\"",
        help: Suggestion.help(for: attribute.name, in: known) { "\"\($0)\"" }, at: attribute.nameRange)
    case Namespaces.xml:
      if let row = rule.attribute(attribute.name) { return row }
      guard attribute.localName == "lang" || attribute.localName == "base" else { return nil }
      let message = "<\(raw.name)> has no attribute \"\(attribute.name)\""
      findings.departure(.unknownAttribute, message, at: attribute.nameRange)
    case Namespaces.schemaInstance:
      return nil
    case Namespaces.dialect:
      if let row = rule.attribute("ivr:" + attribute.localName) { return row }
      let known = rule.attributes.map(\.name).filter { $0.hasPrefix("ivr:") }
      findings.error(
        .unknownAttribute, "<\(raw.name)> has no attribute \"\(attribute.name)\"",
        help: Suggestion.help(for: "ivr:" + attribute.localName, in: known) { "\"\($0)\"" }, at: attribute.nameRange)
    case let namespace?:
      let message = "\"\(attribute.name)\" of the namespace \"\(namespace)\" is ignored"
      findings.departure(.unknownAttribute, message, at: attribute.nameRange)
    }
    return nil
  }

  private func reportStatus(_ row: AttributeRule, _ attribute: RawAttribute, _ raw: RawElement) {
    switch row.status {
    case .standard:
      guard row.since == .v21, isVersion20 else { return }
      let message = "\"\(row.name)\" of <\(raw.name)> came with VoiceXML 2.1"
      findings.departure(.version, message, help: "write version=\"2.1\" on <vxml>", at: attribute.nameRange)
    case .old:
      let message = "\"\(row.name)\" of <\(raw.name)> is of VoiceXML 1.0"
      findings.departure(.oldAttribute, message, help: Self.replacement[row.name], at: attribute.nameRange)
    case .forbidden:
      let message = "\"\(row.name)\" has no place on this <\(raw.name)>"
      findings.error(.misplacedAttribute, message, help: Self.forbiddenHelp[row.name], at: attribute.nameRange)
    }
  }

  private func check(_ group: ExclusiveAttributes, _ present: Set<String>, _ raw: RawElement) {
    let found = raw.attributes.filter { group.names.contains($0.rowName) && present.contains($0.rowName) }
    if found.isEmpty, group.isRequired {
      let message = "<\(raw.name)> needs \(Self.list(group.names, "or"))"
      findings.error(.missingAttribute, message, at: raw.nameRange)
    } else if found.count > 1 {
      let message = "<\(raw.name)> takes only one of \(Self.list(found.map(\.rowName), "and"))"
      findings.error(.exclusiveAttributes, message, help: "keep one of them", at: found[1].nameRange)
    }
  }

  static func list(_ names: [String], _ word: String) -> String {
    let quoted = names.map { "\"\($0)\"" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " \(word) " + last
  }

  private static let replacement: [String: String] = [
    "size": "write strength or time", "msecs": "write time=\"…ms\"", "type": "write interpret-as",
    "base": "write xml:base", "lang": "write xml:lang", "caching": "write maxage", "vol": "write volume",
    "class": "put <say-as> around it",
  ]

  private static let forbiddenHelp: [String: String] = [
    "scope": "only a <grammar> directly in a <form> has a scope",
    "mode": "only a <filled> directly in a <form> has it", "namelist": "only a <filled> directly in a <form> has it",
  ]
}

extension RawAttribute {
  /// Its name in the table, where ours have the prefix `ivr` whatever the document calls it.
  fileprivate var rowName: String { namespace == Namespaces.dialect ? "ivr:" + localName : name }
}
