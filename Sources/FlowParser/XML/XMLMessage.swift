internal import CLibXML2

/// An error of libxml2 in the words of someone who writes flows, at the place that needs mending.
struct XMLMessage {
  var rule = Rule.notWellFormed
  var text: String
  var help: String?
  var range: Range<Int>

  init(_ error: xmlError, at offset: Int, in reader: XMLReader) {
    let source = reader.source
    let text1 = error.str1.map { String(cString: $0) }
    range = offset..<offset + 1
    text = Self.plain(error)
    let inner = reader.open.last
    let innerPlace = inner.map { "<\($0.name)>, opened at \(source.location(at: $0.offset))" }
    func from(_ mark: StaticString) -> Range<Int> {
      let start = source.find(mark, from: reader.markupEnd) ?? offset
      return start..<start + mark.utf8CodeUnitCount
    }
    switch xmlParserErrors(rawValue: numericCast(error.code)) {
    case XML_ERR_DOCUMENT_EMPTY:
      text = "the document does not begin with an element"
    case XML_ERR_DOCUMENT_END:
      text = "there is something after the end of the root element"
      let start = source.firstSignificant(from: reader.markupEnd)
      range = start..<start + 1
    case let code
    where code == XML_ERR_TAG_NAME_MISMATCH
      || code == XML_ERR_GT_REQUIRED && Self.isEndTag(before: offset, in: source):
      range = Self.endTag(before: offset, in: source)
      let name = source.text(range.lowerBound + 2..<range.upperBound)
      text = "</\(name)> does not close \(innerPlace ?? "anything")"
      help = inner.map {
        Self.isEmpty($0.localName) ? "write <\($0.name)/>: it holds nothing" : "close <\($0.name)> first"
      }
    case XML_ERR_TAG_NOT_FINISHED, XML_ERR_LTSLASH_REQUIRED:
      text = innerPlace.map { "the document ends inside \($0)" } ?? "the document ends too early"
      help = inner.map { "close it: </\($0.name)>" }
    case XML_ERR_ATTRIBUTE_REDEFINED:
      text = "the attribute \"\(text1 ?? "")\" stands twice in one tag"
      let tag = Self.openTag(before: offset, in: source)
      range = Self.lastOccurrence(of: text1 ?? "", in: tag, source) ?? tag
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
      text = "the attribute \"\(text1 ?? "")\" has no value"
      help = "write \(text1 ?? "name")=\"…\""
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
      text = "the value of an attribute must be in quotes"
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
      text = "the value of an attribute has no closing quote"
      range = Self.openTag(before: offset, in: source)
    case XML_ERR_LT_IN_ATTRIBUTE:
      text = "\"<\" in the value of an attribute"
      help = "write &lt; for it, or close the quote before it"
    case XML_ERR_NAME_REQUIRED
    where offset > 0 && offset <= source.bytes.count && source.bytes[offset - 1] == UInt8(ascii: "&"):
      text = "\"&\" that begins no entity"
      help = "write &amp; for it"
      range = offset - 1..<offset
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
      text = "\"&\" that begins no entity: the semicolon is missing"
      help = "write &amp; for it"
      let limit = min(max(0, offset), source.bytes.count)
      if let start = source.bytes[max(0, limit - 256)..<limit].lastIndex(of: UInt8(ascii: "&")) {
        range = start..<limit
      }
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY:
      let name = text1 ?? ""
      if reader.externalEntities.contains(name) {
        rule = .externalEntity
        text = "the entity \"\(name)\" lies outside the document and is not fetched"
      } else {
        text = "the entity \"\(name)\" is not declared"
        help = "XML itself knows only &amp; &lt; &gt; &quot; and &apos;"
      }
      let length = name.utf8.count + 2
      range = max(0, offset - length)..<max(1, offset)
    case XML_ERR_ENTITY_LOOP:
      rule = .entityLimit
      text = "an entity contains itself, or puts in far more than it is worth"
    case XML_ERR_COMMENT_NOT_FINISHED:
      text = "a comment without its end"
      help = "comments end with -->"
      range = from("<!--")
    case XML_ERR_HYPHEN_IN_COMMENT:
      text = "\"--\" inside a comment"
    case XML_ERR_CDATA_NOT_FINISHED:
      text = "a CDATA section without its end"
      help = "CDATA sections end with ]]>"
      range = from("<![CDATA[")
    case XML_ERR_PI_NOT_FINISHED:
      text = "a processing instruction without its end"
      range = from("<?")
    case XML_ERR_RESERVED_XML_NAME:
      text = "the XML declaration is not at the very start of the document"
      help = "nothing may stand before <?xml …?>, not even a blank line"
    case XML_ERR_SPACE_REQUIRED:
      text = "a blank is missing here"
      help = "is a quote before it left open?"
    case XML_ERR_NAME_REQUIRED
    where offset > 0 && offset <= source.bytes.count && source.bytes[offset - 1] == UInt8(ascii: "<"):
      text = "\"<\" that begins no tag"
      help = "write &lt; for it"
      range = offset - 1..<offset
    case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF, XML_ERR_INVALID_DEC_CHARREF, XML_ERR_INVALID_HEX_CHARREF:
      text = "a character that is not allowed in XML"
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
      rule = .namespace
      text = "the prefix of \(Self.undefinedName(error)) is not declared"
      help = "declare it: xmlns:\(text1 ?? "prefix")=\"…\""
      range = Self.openTag(before: offset, in: source)
    default:
      break
    }
    let said = Self.plain(error)
    if said.contains("Excessive depth") || said.contains("too big") || said.contains("too long")
      || said.contains("too huge")
    {
      rule = .limit
      text = "a part of the document is larger than the XML library takes: \(said)"
      help = nil
    }
    let end = source.bytes.count
    range = min(range.lowerBound, end)..<max(min(range.lowerBound, end), min(range.upperBound, end))
  }

  private static func undefinedName(_ error: xmlError) -> String {
    let name = error.str2.map { String(cString: $0) } ?? ""
    let prefix = error.str1.map { String(cString: $0) } ?? ""
    return error.str3 == nil ? "<\(prefix):\(name)>" : "the attribute \"\(prefix):\(name)\""
  }

  /// Whether the table says that an element of this name never holds anything.
  private static func isEmpty(_ name: String) -> Bool {
    let rows = FlowSchema.rows(named: name)
    return !rows.isEmpty && rows.allSatisfy { $0.children.isEmpty && $0.text == .none && !$0.holdsAnything }
  }

  private static func plain(_ error: xmlError) -> String {
    let message = error.message.map { String(cString: $0) } ?? "not well-formed XML"
    let lines = message.split(whereSeparator: \.isNewline)
    return lines.first.map(String.init) ?? "not well-formed XML"
  }

  /// `</name` at or before an offset.
  private static func endTag(before offset: Int, in source: SourceText) -> Range<Int> {
    var start = min(offset, source.bytes.count)
    while start > 0, !source.starts(with: "</", at: start) { start -= 1 }
    var end = start + 2
    while end < source.bytes.count, XMLBytes.isName(source.bytes[end]) { end += 1 }
    return start..<min(end, source.bytes.count)
  }

  private static func isEndTag(before offset: Int, in source: SourceText) -> Bool {
    let open = source.bytes[..<min(max(0, offset), source.bytes.count)].lastIndex(of: UInt8(ascii: "<")) ?? 0
    return source.starts(with: "</", at: open)
  }

  /// `<name` of the tag being read.
  private static func openTag(before offset: Int, in source: SourceText) -> Range<Int> {
    let limit = min(max(0, offset), source.bytes.count)
    var start = source.bytes[..<limit].lastIndex(of: UInt8(ascii: "<")) ?? limit
    // Back over tags swallowed by a missing quote.
    if start == limit { start = max(0, limit - 1) }
    var end = start + 1
    while end < source.bytes.count, XMLBytes.isName(source.bytes[end]) { end += 1 }
    return start..<min(end, source.bytes.count)
  }

  private static func lastOccurrence(of name: String, in tag: Range<Int>, _ source: SourceText) -> Range<Int>? {
    let wanted = Array(name.utf8)
    guard !wanted.isEmpty else { return nil }
    var found: Range<Int>?
    var scanner = tag.lowerBound
    while scanner + wanted.count < source.bytes.count, source.bytes[scanner] != UInt8(ascii: ">") {
      let isStart = scanner > 0 && XMLBytes.isBlank(source.bytes[scanner - 1])
      if isStart, source.bytes[scanner..<scanner + wanted.count].elementsEqual(wanted),
        !XMLBytes.isName(source.bytes[scanner + wanted.count])
      {
        found = scanner..<scanner + wanted.count
      }
      scanner += 1
    }
    return found
  }
}

extension xmlError {
  /// libxml2 only warns about these when there is a DOCTYPE that it did not read.
  var isUndeclaredEntity: Bool {
    code == Int32(XML_WAR_UNDECLARED_ENTITY.rawValue) || code == Int32(XML_ERR_UNDECLARED_ENTITY.rawValue)
  }
}
