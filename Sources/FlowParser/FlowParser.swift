public import FlowDocument

/// Reads flows, grammar files and data: bytes to an immutable tree, with every finding located.
///
/// A parser does no I/O: the caller fetches, the parser reads. It fetches no external entity and no DTD.
public struct FlowParser: Sendable {
  public let options: ParserOptions

  public init(options: ParserOptions = ParserOptions()) {
    self.options = options
  }

  /// Reads a flow (VoiceXML 2.0 and 2.1).
  /// - Parameters:
  ///   - bytes: The document as fetched, in any encoding that it declares.
  ///   - uri: Absolute; becomes `Document.uri`. A fragment is cut off.
  ///   - charset: From the transport; wins over the XML declaration.
  public func parseDocument(_ bytes: [UInt8], uri: String, charset: String? = nil) -> ParseResult<Document> {
    parse(bytes, uri: uri, charset: charset, keepsMarkup: false) { root, findings in
      let family = DocumentFamily(rootNamespace: root.namespace)
      guard let element = Checker(findings: findings, family: family).checkFlow(root) else { return nil }
      let usesExtensions = root.declares(namespace: Namespaces.dialect)
      return DocumentBuilder(findings: findings, uri: uri).document(element, usesExtensions: usesExtensions)
    }
  }

  /// Reads a grammar file: SRGS 1.0 in XML form.
  /// - Parameters: As for `parseDocument`.
  public func parseGrammar(_ bytes: [UInt8], uri: String, charset: String? = nil) -> ParseResult<GrammarDocument> {
    parse(bytes, uri: uri, charset: charset, keepsMarkup: false) { root, findings in
      let family = DocumentFamily(rootNamespace: root.namespace)
      guard let element = Checker(findings: findings, family: family).checkGrammarFile(root) else { return nil }
      return GrammarBuilder(findings: findings, base: uri).document(element)
    }
  }

  /// Reads any XML as data, for `data` (VoiceXML 2.1 §5).
  /// - Parameters: As for `parseDocument`.
  public func parseData(_ bytes: [UInt8], uri: String, charset: String? = nil) -> ParseResult<XMLTree> {
    let reading = read(bytes, uri: uri, charset: charset, keepsMarkup: true)
    guard let root = reading.root, !reading.findings.hasErrors else {
      return ParseResult(value: nil, diagnostics: reading.findings.finish())
    }
    let tree = XMLTreeBuilder.tree(root: root, prolog: reading.prolog)
    return ParseResult(value: tree, diagnostics: reading.findings.finish())
  }

  private struct Reading {
    let root: RawElement?
    let prolog: [RawNode]
    let findings: Findings
  }

  private func read(_ bytes: [UInt8], uri: String, charset: String?, keepsMarkup: Bool) -> Reading {
    let decoded = Decoder(limit: options.limits.size).decode(bytes, charset: charset)
    let findings = Findings(source: decoded.source, uri: uri, options: options)
    for problem in decoded.problems { findings.add(problem) }
    guard !findings.hasErrors else { return Reading(root: nil, prolog: [], findings: findings) }
    let reader = XMLReader(findings: findings, limits: options.limits, keepsMarkup: keepsMarkup)
    let root = reader.read()
    return Reading(root: root, prolog: reader.prolog, findings: findings)
  }

  private func parse<Value>(
    _ bytes: [UInt8], uri: String, charset: String?, keepsMarkup: Bool, build: (RawElement, Findings) -> Value?
  ) -> ParseResult<Value> {
    let reading = read(bytes, uri: uri, charset: charset, keepsMarkup: keepsMarkup)
    let findings = reading.findings
    guard let root = reading.root, !findings.hasErrors else {
      return ParseResult(value: nil, diagnostics: findings.finish())
    }
    let value = build(root, findings)
    if value == nil, !findings.hasErrors {
      findings.error(.notBuilt, "this document cannot be used", at: root.nameRange)
    }
    return ParseResult(value: findings.hasErrors ? nil : value, diagnostics: findings.finish())
  }
}

/// What reading a document gave.
public struct ParseResult<Value: Sendable>: Sendable {
  /// `nil` if and only if an error was found.
  public let value: Value?
  /// All findings, in document order.
  public let diagnostics: [Diagnostic]

  public init(value: Value?, diagnostics: [Diagnostic]) {
    self.value = value
    self.diagnostics = diagnostics
  }
}
