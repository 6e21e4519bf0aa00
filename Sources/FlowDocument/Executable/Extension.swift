/// An element of a host: executable content of no standard, in a namespace of the host's own. The host declares it to the
/// parser, and performs it in its calls.
public struct Extension: Sendable {
  /// An attribute that the host declared; what is absent is not listed.
  public struct Attribute: Hashable, Sendable {
    public let name: String
    public let value: TextSource

    public init(name: String, value: TextSource) {
      self.name = name
      self.value = value
    }
  }

  /// The URI of its namespace.
  public let namespace: String
  /// Without a prefix.
  public let name: String
  /// In the order of the declaration.
  public let attributes: [Attribute]
  /// The attribute `name`: the variable that takes the answer.
  public let result: Located<String>?
  /// The attribute `fetchtimeout`; where it is absent, the property of that name holds (VoiceXML 2.0 §6.3.5).
  public let timeout: Duration?
  /// Its characters as written, blanks too; `nil` where the declaration says that it has none.
  public let text: String?
  public let location: SourceLocation

  public init(
    namespace: String, name: String, attributes: [Attribute], result: Located<String>?, timeout: Duration?,
    text: String?, location: SourceLocation
  ) {
    self.namespace = namespace
    self.name = name
    self.attributes = attributes
    self.result = result
    self.timeout = timeout
    self.text = text
    self.location = location
  }
}
