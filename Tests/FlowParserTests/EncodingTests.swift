import FlowDocument
import FlowParser
import Testing

/// The same flow in many encodings gives the same text (ROB-06, ROB-07, ROB-09).
@Suite("Encodings")
struct EncodingTests {
  /// 中文 in some encodings.
  static let chinese: [(name: String, bytes: [UInt8])] = [
    ("UTF-8", [0xE4, 0xB8, 0xAD, 0xE6, 0x96, 0x87]), ("GB18030", [0xD6, 0xD0, 0xCE, 0xC4]),
    ("gb2312", [0xD6, 0xD0, 0xCE, 0xC4]), ("GBK", [0xD6, 0xD0, 0xCE, 0xC4]), ("Big5", [0xA4, 0xA4, 0xA4, 0xE5]),
    ("EUC-TW", [0xC4, 0xE3, 0xC5, 0xC6]), ("Shift_JIS", [0x92, 0x86, 0x95, 0xB6]),
  ]

  static func flow(declaring encoding: String?, text: [UInt8]) -> [UInt8] {
    let declaration = encoding.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>\n" } ?? ""
    let head = declaration + "<vxml xmlns=\"http://www.w3.org/2001/vxml\" version=\"2.1\"><form><block>"
    return Array(head.utf8) + text + Array("</block></form></vxml>".utf8)
  }

  static func utf16(_ text: String, isBigEndian: Bool, mark: Bool) -> [UInt8] {
    let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
    return units.flatMap { unit -> [UInt8] in
      let high = UInt8(unit >> 8)
      let low = UInt8(unit & 0xFF)
      return isBigEndian ? [high, low] : [low, high]
    }
  }

  static func words(_ result: ParseResult<Document>) -> String? {
    guard case .prompt(let prompt)? = result.value?.forms.first?.items.first?.executables.first else { return nil }
    return prompt.content.words
  }

  @Test(arguments: chinese.map(\.name))
  func `a declared encoding is read`(name: String) {
    for sample in Self.chinese where sample.name == name {
      let result = FlowParser().parseDocument(Self.flow(declaring: name, text: sample.bytes), uri: Reading.uri)
      #expect(Self.words(result) == "中文", "\(result.diagnostics)")
      #expect(result.diagnostics.isEmpty)
    }
  }

  @Test(arguments: [true, false], [true, false])
  func `UTF-16 is read with and without a mark`(isBigEndian: Bool, mark: Bool) {
    for declaration in ["", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"] {
      let text = declaration + Reading.flow("<form><block>中文 𠀀</block></form>")
      let bytes = Self.utf16(text, isBigEndian: isBigEndian, mark: mark)
      let result = FlowParser().parseDocument(bytes, uri: Reading.uri)
      #expect(Self.words(result) == "中文 𠀀", "\(result.diagnostics)")
    }
  }

  @Test func `UTF-8 with a mark is read, and the mark is no column`() {
    let bytes = [0xEF, 0xBB, 0xBF] + Self.flow(declaring: nil, text: Self.chinese[0].bytes)
    let result = FlowParser().parseDocument(bytes, uri: Reading.uri)
    #expect(Self.words(result) == "中文")
    #expect(result.value?.location == FlowDocument.SourceLocation(line: 1, column: 1))
  }

  @Test func `Latin-1 and its relatives are read`() {
    for (name, byte, expected) in [("ISO-8859-1", 0xE9, "é"), ("ISO-8859-2", 0xB1, "ą"), ("windows-1252", 0x80, "€")] {
      let result = FlowParser().parseDocument(Self.flow(declaring: name, text: [UInt8(byte)]), uri: Reading.uri)
      #expect(Self.words(result) == expected, "\(result.diagnostics)")
    }
  }

  @Test func `four-byte characters of GB18030 are read`() {
    let bytes = Self.flow(declaring: "GB18030", text: [0x95, 0x32, 0x82, 0x36])
    #expect(Self.words(FlowParser().parseDocument(bytes, uri: Reading.uri)) == "𠀀")
  }

  @Test func `the charset of the transport wins over the declaration`() {
    let bytes = Self.flow(declaring: "Big5", text: [0xD6, 0xD0, 0xCE, 0xC4])
    #expect(Self.words(FlowParser().parseDocument(bytes, uri: Reading.uri, charset: "gb18030")) == "中文")
    #expect(Self.words(FlowParser().parseDocument(bytes, uri: Reading.uri)) != "中文")
  }

  @Test func `a byte order mark wins over the charset, with a warning`() {
    let bytes = [0xEF, 0xBB, 0xBF] + Self.flow(declaring: nil, text: Self.chinese[0].bytes)
    let result = FlowParser().parseDocument(bytes, uri: Reading.uri, charset: "gb18030")
    #expect(Self.words(result) == "中文")
    #expect(result.rules == ["encoding"])
  }

  @Test func `bad bytes are located in the text`() {
    let bytes = Self.flow(declaring: "GB18030", text: [0xD6, 0xD0, 0xFF, 0xFF])
    let found = FlowParser().parseDocument(bytes, uri: Reading.uri).errors
    #expect(found.map(\.rule) == ["encoding"])
    #expect(found.first?.location == FlowDocument.SourceLocation(line: 2, column: 71))
  }

  @Test func `grammars and data are decoded alike`() {
    let head = Array(
      "<?xml version=\"1.0\" encoding=\"GBK\"?><grammar xml:lang=\"zh\" version=\"1.0\"><rule id=\"a\">".utf8)
    let bytes = head + [0xD6, 0xD0, 0xCE, 0xC4] + Array("</rule></grammar>".utf8)
    guard case .token(let token)? = FlowParser().parseGrammar(bytes, uri: Reading.uri).value?.rules.first?.expansion
    else {
      Issue.record("no token")
      return
    }
    #expect(token.value == "中文")
    let root = FlowParser().parseData(bytes, uri: Reading.uri).value?.root
    guard case .element(let rule)? = root?.children.first else {
      Issue.record("no element")
      return
    }
    #expect(rule.children == [.text("中文")])
  }
}
