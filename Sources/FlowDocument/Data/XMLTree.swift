/// An XML document as data, for `data` and its read-only DOM (VoiceXML 2.1 §5, appendix D).
public struct XMLTree: Hashable, Sendable {
  public let root: XMLElement
  /// Values of `<?access-control allow="…"?>` before the root element (appendix E); `nil` without the instruction.
  public let accessControl: String?

  public init(root: XMLElement, accessControl: String?) {
    self.root = root
    self.accessControl = accessControl
  }
}

public struct XMLElement: Hashable, Sendable {
  /// As written, with its prefix.
  public let name: String
  public let namespace: String?
  public let attributes: [XMLAttribute]
  public let children: [XMLNode]

  public init(name: String, namespace: String?, attributes: [XMLAttribute], children: [XMLNode]) {
    self.name = name
    self.namespace = namespace
    self.attributes = attributes
    self.children = children
  }
}

public struct XMLAttribute: Hashable, Sendable {
  public let name: String
  public let namespace: String?
  public let value: String

  public init(name: String, namespace: String?, value: String) {
    self.name = name
    self.namespace = namespace
    self.value = value
  }
}

public indirect enum XMLNode: Hashable, Sendable {
  case element(XMLElement)
  case text(String)
  case cdata(String)
  case comment(String)
  case processingInstruction(target: String, data: String)
}
