/// An element that a host adds to the language, in a namespace of its own. It is executable content: it stands wherever
/// `assign` and `if` do, and is performed by the `ExtensionHandler` of the call.
///
///     ExtensionElement(
///       "lookup", of: "urn:example:crm",
///       attributes: [.required("number", .expression), .optional("table", .keyword(["customer", "order"]))],
///       result: .required)
///
/// is written `<crm:lookup number="ani" name="customer"/>`. Every such element may have `fetchtimeout`, how long the call
/// waits for it, as `data` has; else the property of that name holds.
public struct ExtensionElement: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// Nothing but blanks and comments.
    case empty
    /// Characters and CDATA, kept as written; no elements.
    case text
  }

  /// Whether the element has the attribute `name`: the variable that takes the answer. One that can be seen from the
  /// element is assigned to, as `assign` would; else it is declared there, as `var` would.
  public enum ResultVariable: Hashable, Sendable {
    case none, optional, required
  }

  public let namespace: String
  /// Without a prefix.
  public let name: String
  public let attributes: [ExtensionAttribute]
  public let content: Content
  public let result: ResultVariable

  /// - Parameters:
  ///   - name: without a prefix; which prefix a flow uses is its own business.
  ///   - namespace: any URI that belongs to the host.
  public init(
    _ name: String, of namespace: String, attributes: [ExtensionAttribute] = [], content: Content = .empty,
    result: ResultVariable = .none
  ) {
    self.namespace = namespace
    self.name = name
    self.attributes = attributes
    self.content = content
    self.result = result
  }
}

/// One attribute of an element that a host adds.
public struct ExtensionAttribute: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Characters, as written.
    case text
    /// One of these words; the parser refuses any other.
    case keyword([String])
    /// ECMAScript, evaluated when the element is executed. The handler is given its value as plain data; a fault in it is
    /// `error.semantic`, as anywhere in a flow.
    case expression
  }

  public let name: String
  public let kind: Kind
  public let isRequired: Bool

  public static func required(_ name: String, _ kind: Kind) -> ExtensionAttribute {
    ExtensionAttribute(name: name, kind: kind, isRequired: true)
  }

  public static func optional(_ name: String, _ kind: Kind) -> ExtensionAttribute {
    ExtensionAttribute(name: name, kind: kind, isRequired: false)
  }
}
