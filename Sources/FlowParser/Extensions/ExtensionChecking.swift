internal import FlowDocument

/// Elements of the namespaces that a host has declared.
extension Checker {
  /// - Parameter rows: the elements of its namespace.
  func checkExtension(
    _ raw: RawElement, among rows: [String: ElementRule], of parent: ElementRule, language: String?
  ) -> CheckedElement? {
    guard let row = rows[raw.localName] else {
      let prefix = raw.name.dropLast(raw.localName.count)
      findings.error(
        .unknownElement, "there is no element <\(raw.name)> in the namespace \"\(raw.namespace ?? "")\"",
        help: Suggestion.help(for: raw.localName, in: rows.keys.sorted()) { "<\(prefix)\($0)>" }, at: raw.nameRange)
      return nil
    }
    // It is checked all the same, so that every finding is made at once.
    let element = check(raw, as: row, language: language)
    guard parent.takesExecutables else {
      findings.error(
        .misplacedElement, "<\(raw.name)> has no place in <\(parent.name)>",
        help: "it stands where executable content does: <block>, <filled>, <catch>, <if>, …", at: raw.nameRange)
      return nil
    }
    return element
  }
}

extension DocumentBuilder {
  func hostElement(_ element: CheckedElement, declared: ExtensionElement) -> Extension {
    let attributes = declared.attributes.compactMap { attribute -> Extension.Attribute? in
      let value: TextSource? =
        switch attribute.kind {
        case .text, .keyword: element.normal(attribute.name).map { .literal($0) }
        case .expression: element.expression(attribute.name).map { .expression($0) }
        }
      return value.map { Extension.Attribute(name: attribute.name, value: $0) }
    }
    return Extension(
      namespace: declared.namespace, name: declared.name, attributes: attributes,
      result: declared.result == .none ? nil : element.normal("name"), timeout: element.duration("fetchtimeout"),
      text: declared.content == .text ? element.text : nil, location: element.location)
  }
}
