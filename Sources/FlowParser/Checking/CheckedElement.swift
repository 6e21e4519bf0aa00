internal import FlowDocument

/// An element that has been compared with its row of the table: its attributes are values, its children have rows.
final class CheckedElement {
  let rule: ElementRule
  /// Byte offset of its `<`.
  let offset: Int
  let nameRange: Range<Int>
  let location: SourceLocation
  let attributes: [String: CheckedAttribute]
  let children: [CheckedNode]
  /// The `xml:lang` in force.
  let language: String?
  /// Its own `xml:lang`.
  let ownLanguage: String?

  init(
    rule: ElementRule, offset: Int, nameRange: Range<Int>, location: SourceLocation,
    attributes: [String: CheckedAttribute], children: [CheckedNode], language: String?, ownLanguage: String?
  ) {
    self.rule = rule
    self.offset = offset
    self.nameRange = nameRange
    self.location = location
    self.attributes = attributes
    self.children = children
    self.language = language
    self.ownLanguage = ownLanguage
  }

  /// Its name in the table. An element of a host has none there, whatever it is called: `<crm:else/>` is no `else`.
  var name: String { rule.declaration == nil ? rule.name : "" }

  var elements: [CheckedElement] {
    children.compactMap { child in
      if case .element(let element) = child { element } else { nil }
    }
  }

  func elements(named names: String...) -> [CheckedElement] { elements.filter { names.contains($0.name) } }

  /// Its own characters, without those of its children.
  var text: String {
    children.reduce(into: "") { text, child in
      if case .text(let part, _) = child { text += part }
    }
  }

  /// Where its first text begins.
  var textOffset: Int? {
    for case .text(_, let offset) in children { return offset }
    return nil
  }

  // MARK: Attributes as values. `nil`: absent, or already reported.

  func has(_ name: String) -> Bool { attributes[name] != nil }

  func text(_ name: String) -> Located<String>? {
    attributes[name].map { Located($0.raw, at: $0.location) }
  }

  func string(_ name: String) -> String? { attributes[name]?.raw }

  func expression(_ name: String) -> Expression? {
    attributes[name].map { Expression(lineBreaksToSpaces($0.raw), at: $0.location) }
  }

  func duration(_ name: String) -> Duration? {
    if case .duration(let duration) = attributes[name]?.value { duration } else { nil }
  }

  func boolean(_ name: String) -> Bool? {
    if case .boolean(let value) = attributes[name]?.value { value } else { nil }
  }

  func count(_ name: String) -> Int? {
    if case .count(let value) = attributes[name]?.value { value } else { nil }
  }

  func names(_ name: String) -> [Located<String>]? {
    if case .names(let value) = attributes[name]?.value { value } else { nil }
  }

  func bounds(_ name: String) -> (minimum: Int, maximum: Int?)? {
    if case .bounds(let minimum, let maximum) = attributes[name]?.value { (minimum, maximum) } else { nil }
  }

  /// A value that was normalised: a keyword, keys without blanks.
  func normal(_ name: String) -> Located<String>? {
    guard let attribute = attributes[name], case .text(let text) = attribute.value else { return nil }
    return Located(text, at: attribute.location)
  }

  func keyword<Value: RawRepresentable>(_ name: String, as type: Value.Type) -> Value? where Value.RawValue == String {
    normal(name).flatMap { Value(rawValue: $0.value) }
  }

  /// Of a pair such as `next` and `expr`.
  func source(_ literal: String, _ expression: String) -> TextSource? {
    if let text = text(literal) { return .literal(text) }
    return self.expression(expression).map { .expression($0) }
  }

  private func lineBreaksToSpaces(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 10 || $0 == 13 }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 }))
  }
}

enum CheckedNode {
  case element(CheckedElement)
  /// With the offset of the markup before it.
  case text(String, offset: Int)
}

struct CheckedAttribute {
  enum Value {
    case text(String)
    case duration(Duration)
    case boolean(Bool)
    case count(Int)
    case names([Located<String>])
    case bounds(Int, Int?)
  }
  let raw: String
  let value: Value
  /// Of the first character of the value.
  let location: SourceLocation
  let range: Range<Int>
}
