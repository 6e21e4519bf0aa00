import CallInterface
public import FlowDocument
public import FlowParser

/// How a store reads what it fetches, and how much it takes.
public struct ResourceOptions: Sendable {
  public var parsing: ParserOptions
  /// Most bytes of a document, grammar, script or data.
  public var sizeLimit: Int
  /// Most bytes of a sound.
  public var soundLimit: Int
  /// Bytes of sources whose resources are kept although no call holds them.
  public var keptBytes: Int
  /// Most grammars that one grammar may refer to, directly or not.
  public var grammarLimit: Int
  /// The folder of words, as an absolute URI with a slash at its end, of documents that name none themselves. `nil`: the
  /// folder `Prompts` nearest above each.
  public var prompts: String?
  /// Told the URI and every finding, once for each reading of a document, a grammar, data or words.
  public var onDiagnostics: (@Sendable (String, [Diagnostic]) -> Void)?
  /// Whether a document may read some data (VoiceXML 2.1 appendix E).
  public var accessControl: @Sendable (AccessQuestion) -> Bool

  public init(
    parsing: ParserOptions = ParserOptions(), sizeLimit: Int = 4 << 20, soundLimit: Int = 64 << 20,
    keptBytes: Int = 64 << 20, grammarLimit: Int = 64, prompts: String? = nil,
    onDiagnostics: (@Sendable (String, [Diagnostic]) -> Void)? = nil,
    accessControl: @escaping @Sendable (AccessQuestion) -> Bool = { $0.isAllowedByInstruction }
  ) {
    self.parsing = parsing
    self.sizeLimit = sizeLimit
    self.soundLimit = soundLimit
    self.keptBytes = keptBytes
    self.grammarLimit = grammarLimit
    self.prompts = prompts
    self.onDiagnostics = onDiagnostics
    self.accessControl = accessControl
  }
}

/// May this document read that data?
public struct AccessQuestion: Sendable {
  public let tree: XMLTree
  /// Of the data, after redirects.
  public let uri: String
  /// The document that asks.
  public let reader: String?

  public init(tree: XMLTree, uri: String, reader: String?) {
    self.tree = tree
    self.uri = uri
    self.reader = reader
  }

  /// The rule of the `access-control` instruction: the reader's host must be listed, by name, by `*.domain` or by `*`.
  /// Data without the instruction is open, and so is data to a document of its own host (VoiceXML 2.1 appendix E).
  public var isAllowedByInstruction: Bool {
    guard let allowed = tree.accessControl else { return true }
    let host = reader.map { URIParts($0).host } ?? ""
    if host == URIParts(uri).host { return true }
    return allowed.lowercased().split(whereSeparator: \.isWhitespace).contains { pattern in
      if pattern == "*" { return true }
      if pattern.hasPrefix("*.") { return host.hasSuffix(pattern.dropFirst()) }
      return host == pattern
    }
  }
}
