internal import CLibXML2

/// Runs libxml2's SAX2 parser over decoded text and gathers a plain tree with places. No network, no external entity,
/// no external DTD subset, no XInclude; internal entities are put in up to a limit.
final class XMLReader {
  let findings: Findings
  let limits: ParserLimits
  /// Whether comments, instructions and CDATA marks are kept: for data, not for flows.
  let keepsMarkup: Bool
  private(set) var root: RawElement?
  /// Instructions and comments before the root element.
  private(set) var prolog: [RawNode] = []

  private var scanner: TagScanner
  /// The elements that are open, outermost first.
  private(set) var open: [RawElement] = []
  private var text: [UInt8] = []
  private var textOffset = 0
  private var textIsCDATA = false
  /// Just after the last tag.
  private(set) var markupEnd = 0
  private var elementCount = 0
  private var expansion = 0
  private var parameterReferences = 0
  private(set) var isStopped = false
  private var mainParser: UnsafeMutablePointer<xmlParserCtxt>?
  /// Names of declared entities whose text lies outside the document.
  var externalEntities: Set<String> = []

  var source: SourceText { findings.source }

  init(findings: Findings, limits: ParserLimits, keepsMarkup: Bool) {
    self.findings = findings
    self.limits = limits
    self.keepsMarkup = keepsMarkup
    scanner = TagScanner(findings.source.bytes)
  }

  /// The root element; `nil` if the text is not well-formed, with the reason among the findings.
  func read() -> RawElement? {
    LibXML.initialise()
    guard source.firstSignificant(from: 0) < source.bytes.count else {
      findings.error(.notWellFormed, "the document is empty", at: 0..<0)
      return nil
    }
    var function: xmlStructuredErrorFunc?
    var context: UnsafeMutableRawPointer?
    attendant_silence_errors(&function, &context)
    defer { attendant_restore_errors(function, context) }
    source.bytes.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let parser = xmlCreateMemoryParserCtxt(start, Int32(clamping: buffer.count)) else {
        return findings.error(.limit, "the document cannot be read: out of memory", at: 0..<0)
      }
      run(parser)
    }
    if root == nil, !findings.hasErrors {
      findings.error(.notWellFormed, "the document has no root element", at: 0..<0)
    }
    return findings.hasErrors ? nil : root
  }

  private func run(_ parser: UnsafeMutablePointer<xmlParserCtxt>) {
    mainParser = parser
    let options = XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    xmlCtxtUseOptions(parser, Int32(options))
    // Unretained: this object outlives the parser, which is freed at the end of this call.
    parser.pointee._private = Unmanaged.passUnretained(self).toOpaque()
    if let handler = parser.pointee.sax { SAXCallbacks.install(in: &handler.pointee) }
    xmlParseDocument(parser)
    mainParser = nil
    if let document = parser.pointee.myDoc { xmlFreeDoc(document) }
    parser.pointee.myDoc = nil
    xmlFreeParserCtxt(parser)
  }

  // MARK: What the parser reports

  func startElement(_ start: SAXStart, in parser: UnsafeMutablePointer<xmlParserCtxt>) {
    guard !isStopped else { return }
    flushText()
    let isMain = parser == mainParser
    let place = offset(of: parser)
    let tag = isMain ? scanner.tag(readUpTo: place) : nil
    let offset = tag?.offset ?? place
    let nameRange = tag.map { $0.offset..<$0.name.upperBound } ?? offset..<offset + 1
    guard checkLimits(start, at: nameRange) else { return stop(parser) }
    if !isMain { guard expand(start.expandedSize, at: place) else { return stop(parser) } }
    let element = RawElement(
      name: start.name, localName: start.localName, namespace: start.namespace,
      attributes: located(start.attributes, in: tag, or: nameRange), namespaces: start.namespaces,
      offset: offset, nameRange: nameRange)
    if isMain {
      // A value longer than what is written came out of entities.
      let excess = element.attributes.reduce(0) { $0 + max(0, $1.value.utf8.count - $1.valueRange.count) }
      guard expand(excess, at: offset) else { return stop(parser) }
    }
    if let parent = open.last { parent.children.append(.element(element)) } else { root = element }
    open.append(element)
    markupEnd = tag?.end ?? markupEnd
  }

  func endElement(in parser: UnsafeMutablePointer<xmlParserCtxt>) {
    guard !isStopped else { return }
    flushText()
    if parser == mainParser { markupEnd = offset(of: parser) }
    _ = open.popLast()
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>, isCDATA: Bool, in parser: UnsafeMutablePointer<xmlParserCtxt>) {
    guard !isStopped, !open.isEmpty else { return }
    let isMain = parser == mainParser
    if !isMain { guard expand(bytes.count, at: offset(of: parser)) else { return stop(parser) } }
    if keepsMarkup, isCDATA != textIsCDATA { flushText() }
    if text.isEmpty {
      textOffset = isMain ? markupEnd : offset(of: parser)
      textIsCDATA = isCDATA
    }
    text.append(contentsOf: bytes)
  }

  /// A reference to an entity is met; whether the limits allow it.
  func reference(isParameter: Bool, in parser: UnsafeMutablePointer<xmlParserCtxt>) -> Bool {
    guard !isStopped else { return false }
    let place = offset(of: parser)
    var isAllowed = expand(4, at: place)
    if isParameter {
      parameterReferences += 1
      if parameterReferences > Self.parameterReferenceLimit {
        let message = "parameter entities are used more than \(Self.parameterReferenceLimit) times"
        findings.error(.entityLimit, message, at: place..<place + 1)
        isAllowed = false
      }
    }
    if !isAllowed { stop(parser) }
    return isAllowed
  }

  /// Few, because libxml2 2.9 never comes back from its own guard against parameter entities that multiply, which may
  /// strike after some thousands; and no flow uses any.
  private static let parameterReferenceLimit = 20

  func other(_ node: RawNode) {
    guard !isStopped, keepsMarkup else { return }
    flushText()
    if let parent = open.last {
      parent.children.append(node)
    } else if root == nil {
      prolog.append(node)
    }
  }

  func report(_ error: xmlError, in parser: UnsafeMutablePointer<xmlParserCtxt>?) {
    guard !isStopped, error.level.rawValue >= XML_ERR_ERROR.rawValue || error.isUndeclaredEntity else { return }
    let place = parser.map { offset(of: $0) } ?? markupEnd
    let message = XMLMessage(error, at: place, in: self)
    findings.error(message.rule, message.text, help: message.help, at: message.range)
    // What follows a fatal error is its consequence.
    if error.level == XML_ERR_FATAL { isStopped = true }
  }

  /// Stops quietly: the finding is already made.
  func stop(_ parser: UnsafeMutablePointer<xmlParserCtxt>) {
    isStopped = true
    xmlStopParser(parser)
    if let mainParser, mainParser != parser { xmlStopParser(mainParser) }
  }

  // MARK: Places

  /// Where the document itself has been read to; inside an entity, where it is referred to.
  private func offset(of parser: UnsafeMutablePointer<xmlParserCtxt>) -> Int {
    guard let mainParser else { return markupEnd }
    let offset = Int(attendant_document_offset(mainParser))
    guard parser != mainParser else { return offset }
    let nearby = max(0, offset - 256)..<min(max(0, offset), source.bytes.count)
    return source.bytes[nearby].lastIndex(of: UInt8(ascii: "&")) ?? offset
  }

  /// Both lists are in document order; the parser's has no namespace declarations and ends with default values.
  private func located(
    _ attributes: [SAXStart.Attribute], in tag: TagScanner.Tag?, or range: Range<Int>
  ) -> [RawAttribute] {
    var places = (tag?.attributes ?? [])[...]
    return attributes.map { attribute in
      let index = places.firstIndex { source.bytes[$0.name].elementsEqual(attribute.name.utf8) }
      let place = index.map { places[$0] }
      if let index { places = places[(index + 1)...] }
      return RawAttribute(
        name: attribute.name, localName: attribute.localName, namespace: attribute.namespace, value: attribute.value,
        nameRange: place?.name ?? range, valueRange: place?.value ?? range)
    }
  }

  private func flushText() {
    guard !text.isEmpty else { return }
    let node = RawNode.text(String(decoding: text, as: UTF8.self), offset: textOffset, isCDATA: textIsCDATA)
    text.removeAll(keepingCapacity: true)
    textIsCDATA = false
    open.last?.children.append(node)
  }

  // MARK: Limits

  private func checkLimits(_ start: SAXStart, at range: Range<Int>) -> Bool {
    elementCount += 1
    if elementCount > limits.elements {
      findings.error(.limit, "the document has more than \(limits.elements) elements", at: range)
    } else if open.count >= min(limits.depth, 250) {
      findings.error(.limit, "elements are nested deeper than \(min(limits.depth, 250))", at: range)
    } else if start.attributes.count + start.namespaces.count > limits.attributes {
      findings.error(.limit, "<\(start.name)> has more than \(limits.attributes) attributes", at: range)
    } else {
      return true
    }
    return false
  }

  private func expand(_ size: Int, at offset: Int) -> Bool {
    expansion += size
    guard expansion > limits.entityExpansion else { return true }
    let message = "entities put in more than \(limits.entityExpansion) bytes"
    findings.error(.entityLimit, message, at: offset..<offset + 1)
    return false
  }
}
