/// What the standard says about one element: the row of the table that parsing, "did you mean" and the printed schema
/// share. An element whose rules depend on where it stands has a row for each place.
public struct ElementRule: Hashable, Sendable {
  public enum Family: String, Hashable, Sendable {
    /// VoiceXML.
    case flow
    /// SSML 1.0, inside prompts.
    case speech
    /// SRGS 1.0 in XML form.
    case grammar
    /// Of `urn:attendant:flow:1`.
    case dialect
    /// Of a host's own namespace; never in the table.
    case host
  }

  public enum Text: String, Hashable, Sendable {
    case none
    /// Spoken, where need be by an implicit prompt.
    case spoken
    /// Characters with a meaning of their own: a script, a token, a phrase.
    case plain
  }

  /// `name`, or `name/place` where an element has several rows.
  public let key: String
  public let family: Family
  public let since: SchemaVersion
  public let attributes: [AttributeRule]
  public let exclusives: [ExclusiveAttributes]
  /// Keys of the elements that may stand in it.
  public let children: [String]
  /// Keys of elements that real documents put in it and the standard does not.
  public let toleratedChildren: [String]
  public let text: Text
  /// Whether anything at all may stand in it, unread.
  public let holdsAnything: Bool
  /// The name as written in a document.
  public let name: String
  /// What a host said of it, if it is a host's.
  let declaration: ExtensionElement?
  /// Keys of `children` and `toleratedChildren` by name.
  let childKeys: [String: String]
  let toleratedKeys: [String: String]

  init(
    _ key: String, family: Family = .flow, since: SchemaVersion = .v20, attributes: [AttributeRule] = [],
    exclusives: [ExclusiveAttributes] = [], children: [String] = [], tolerated: [String] = [], text: Text = .none,
    holdsAnything: Bool = false, declaration: ExtensionElement? = nil
  ) {
    self.key = key
    self.family = family
    self.since = since
    self.attributes = attributes
    self.exclusives = exclusives
    self.children = children
    self.toleratedChildren = tolerated
    self.text = text
    self.holdsAnything = holdsAnything
    self.declaration = declaration
    name = Self.name(ofKey: key)
    childKeys = Self.byName(children)
    toleratedKeys = Self.byName(tolerated)
  }

  public func attribute(_ name: String) -> AttributeRule? { attributes.first { $0.name == name } }

  private static func byName(_ keys: [String]) -> [String: String] {
    Dictionary(keys.map { (name(ofKey: $0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  static func name(ofKey key: String) -> String {
    key.firstIndex(of: "/").map { String(key[..<$0]) } ?? key
  }
}

/// The version of VoiceXML that brought an element or attribute.
public enum SchemaVersion: String, Hashable, Sendable {
  /// Gone since 2.0; read in tolerant mode.
  case v10 = "1.0"
  case v20 = "2.0"
  case v21 = "2.1"
}

/// Attributes of which an element takes one.
public struct ExclusiveAttributes: Hashable, Sendable {
  public let names: [String]
  /// Whether one of them must be there.
  public let isRequired: Bool

  static func exactlyOne(_ names: String...) -> ExclusiveAttributes {
    ExclusiveAttributes(names: names, isRequired: true)
  }

  static func atMostOne(_ names: String...) -> ExclusiveAttributes {
    ExclusiveAttributes(names: names, isRequired: false)
  }
}
