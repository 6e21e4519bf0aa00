/// All elements that a host adds, for `ParserOptions.extensions`. In a declared namespace an element or attribute that is
/// not declared is an error; other foreign namespaces stay what they are without any schema.
public struct ExtensionSchema: Hashable, Sendable {
  /// No elements: the language of the standards.
  public static let none = ExtensionSchema()

  public let elements: [ExtensionElement]
  /// By namespace, then by name.
  private let rows: [String: [String: ElementRule]]

  private init() {
    elements = []
    rows = [:]
  }

  /// - Throws: where a declaration contradicts itself, another one, or the standards.
  public init(_ elements: [ExtensionElement]) throws(ExtensionSchemaFault) {
    var rows: [String: [String: ElementRule]] = [:]
    for element in elements {
      try element.check()
      guard rows[element.namespace]?[element.name] == nil else { throw element.fault("is declared twice") }
      rows[element.namespace, default: [:]][element.name] = ElementRule(declared: element)
    }
    self.elements = elements
    self.rows = rows
  }

  /// The rows of a namespace; `nil` where none of its elements is declared.
  func rows(of namespace: String?) -> [String: ElementRule]? {
    rows.isEmpty ? nil : namespace.flatMap { rows[$0] }
  }
}

/// What is wrong with the declaration of an element.
public struct ExtensionSchemaFault: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
}

extension ExtensionElement {
  /// The attributes that mean the same on every such element.
  private static let shared: Set<String> = ["name", "fetchtimeout"]

  fileprivate func fault(_ problem: String) -> ExtensionSchemaFault {
    ExtensionSchemaFault(description: "<\(name)> of \"\(namespace)\" \(problem)")
  }

  fileprivate func check() throws(ExtensionSchemaFault) {
    guard !namespace.isEmpty else { throw fault("has no namespace of its own") }
    guard !Namespaces.isTaken(namespace) else { throw fault("is in a namespace that is not the host's") }
    guard Self.isName(name) else { throw fault("is not a name without a prefix") }
    var names: Set<String> = []
    for attribute in attributes {
      guard Self.isName(attribute.name) else { throw fault("has an attribute \"\(attribute.name)\", which is no name") }
      guard !Self.shared.contains(attribute.name) else {
        throw fault("declares \"\(attribute.name)\", which has a meaning on every such element")
      }
      guard names.insert(attribute.name).inserted else { throw fault("declares \"\(attribute.name)\" twice") }
      if case .keyword(let words) = attribute.kind, words.isEmpty || words.contains(where: { !Self.isWord($0) }) {
        throw fault("has an attribute \"\(attribute.name)\" that no word can be a value of")
      }
    }
  }

  /// A keyword is read without the blanks around it.
  private static func isWord(_ text: String) -> Bool { !text.isEmpty && ValueParser.trimmed(text) == text }

  /// Names in XML 1.0 without a colon, as far as a host may need them.
  private static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "_" || first.properties.isAlphabetic else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "_-.".unicodeScalars.contains(scalar)
    }
  }
}

extension ElementRule {
  /// The row of an element that a host declares.
  init(declared element: ExtensionElement) {
    var attributes = element.attributes.map { AttributeRule(declared: $0) }
    switch element.result {
    case .none: break
    case .optional: attributes.append(.optional("name", .name))
    case .required: attributes.append(.required("name", .name))
    }
    attributes.append(.optional("fetchtimeout", .time))
    self.init(
      element.name, family: .host, attributes: attributes, text: element.content == .text ? .plain : .none,
      declaration: element)
  }

  /// Whether executable content stands in it, and with it a host's elements (VoiceXML 2.0 §5.3).
  var takesExecutables: Bool { childKeys["assign"] != nil }
}

extension AttributeRule {
  fileprivate init(declared attribute: ExtensionAttribute) {
    let kind: Kind =
      switch attribute.kind {
      case .text: .text
      case .keyword(let words): .keyword(words)
      case .expression: .expression
      }
    self = attribute.isRequired ? .required(attribute.name, kind) : .optional(attribute.name, kind)
  }
}
