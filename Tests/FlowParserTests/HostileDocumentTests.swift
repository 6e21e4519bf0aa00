import FlowDocument
import FlowParser
import Testing

/// Documents that nobody means well: each must give a located error and no value, and none may crash (ROB-05, ROB-08,
/// ROB-11 to ROB-13).
@Suite("Hostile documents")
struct HostileDocumentTests {
  @Test func `there are at least sixty`() {
    #expect(HostileDocuments.all.count >= 60)
    #expect(Set(HostileDocuments.all.map(\.name)).count == HostileDocuments.all.count)
  }

  @Test(arguments: HostileDocuments.all)
  func `a hostile document is refused with a located error`(document: HostileDocument) {
    let modes: [ParserOptions.Mode] = document.isBig ? [.tolerant] : [.tolerant, .strict]
    for mode in modes {
      let result = FlowParser(options: ParserOptions(mode: mode)).parseDocument(document.bytes(), uri: Reading.uri)
      #expect(result.value == nil)
      #expect(!result.errors.isEmpty)
      #expect(result.errors.contains { $0.rule == document.rule }, "\(result.rules)")
      for found in result.diagnostics {
        #expect(found.location.line >= 1 && found.location.column >= 1)
        #expect(found.description.utf8.count < 8_000)
      }
      let order = result.diagnostics.map(\.location)
      #expect(order == order.sorted())
    }
  }

  @Test(arguments: HostileDocuments.all.filter { !$0.isBig })
  func `it is refused as a grammar and as data without a crash`(document: HostileDocument) {
    let bytes = document.bytes()
    let grammar = FlowParser().parseGrammar(bytes, uri: Reading.uri)
    #expect(grammar.value == nil && !grammar.errors.isEmpty)
    let data = FlowParser().parseData(bytes, uri: Reading.uri)
    #expect((data.value == nil) == !data.errors.isEmpty)
  }

  /// A good document cut anywhere is never accepted and never crashes.
  @Test func `every cut of a document is refused`() {
    let whole = Array(
      """
      <?xml version="1.0" encoding="UTF-8"?><!DOCTYPE vxml [<!ENTITY e "中文">]>
      <vxml xmlns="http://www.w3.org/2001/vxml" version="2.1"><!-- c --><form id="a"><block>&e;<![CDATA[x]]>
      <goto next="#a"/></block></form></vxml>
      """.utf8)
    #expect(FlowParser().parseDocument(whole, uri: Reading.uri).value != nil)
    for length in whole.indices {
      let result = FlowParser().parseDocument(Array(whole[..<length]), uri: Reading.uri)
      #expect(result.value == nil && !result.errors.isEmpty, "cut at \(length)")
    }
  }

  /// Any byte of a good document replaced by another never crashes; what is accepted has no error and the other way round.
  @Test func `changed bytes never crash`() {
    let whole = Array(Reading.flow("<form><field name=\"a\"><prompt>中 &amp; b</prompt></field></form>").utf8)
    for index in whole.indices {
      for byte: UInt8 in [0, 0x22, 0x26, 0x3C, 0x3E, 0x2F, 0x80, 0xFF] {
        var changed = whole
        changed[index] = byte
        let result = FlowParser().parseDocument(changed, uri: Reading.uri)
        #expect((result.value == nil) == !result.errors.isEmpty)
      }
    }
  }

  @Test func `a document of many elements and megabytes is read`() {
    let block = "<block><prompt>Welcome to the hotline, 您好</prompt></block>\n"
    let text = Reading.flow("<form>" + String(repeating: block, count: 20_000) + "</form>")
    let result = Reading.document(text)
    #expect(result.value?.forms.first?.items.count == 20_000)
    #expect(result.value?.forms.first?.items.last?.location.line == 20_000)
  }

  @Test func `a document on one line is read with its columns`() {
    let text = Reading.flow("<form>" + String(repeating: "<block/>", count: 100_000) + "</form>")
    let items = Reading.document(text).value?.forms.first?.items ?? []
    #expect(items.count == 100_000)
    let first = items.first?.location.column ?? 0
    #expect(items.last?.location.column == first + 99_999 * 8)
  }

  /// As deep as the limit allows, on a thread of the concurrency pool with its small stack.
  @Test func `the deepest nesting that is allowed is read`() async {
    let depth = 124
    let nested = String(repeating: "<if cond=\"a\">", count: depth) + String(repeating: "</if>", count: depth)
    let text = Reading.flow("<form><block>\(nested)</block></form>")
    let isRead = await Task.detached { Reading.document(text).value != nil }.value
    #expect(isRead)
    let spoken =
      String(repeating: "<prosody>", count: depth - 1) + "a" + String(repeating: "</prosody>", count: depth - 1)
    let prompt = Reading.flow("<form><block><prompt>\(spoken)</prompt></block></form>")
    #expect(await Task.detached { Reading.document(prompt).value != nil }.value)
  }

  @Test func `limits are those of the options`() {
    var limits = ParserLimits()
    limits.elements = 3
    #expect(Reading.document(Reading.flow("<form><block/></form>"), limits: limits).value != nil)
    #expect(Reading.document(Reading.flow("<form><block/><block/></form>"), limits: limits).rules == ["limit"])
    limits = ParserLimits()
    limits.findings = 2
    let result = Reading.document(Reading.flow("<form a=\"\" b=\"\" c=\"\"/><block/>"), limits: limits)
    #expect(result.rules == ["unknown-attribute", "misplaced-element", "too-many-findings"])
    #expect(result.value == nil)
  }

  /// Parsers share nothing but libxml2's own tables.
  @Test func `many documents are read at once`() async {
    let documents = HostileDocuments.all.filter { !$0.isBig }
    let refused = await withTaskGroup(of: Bool.self) { group in
      for document in documents {
        group.addTask { FlowParser().parseDocument(document.bytes(), uri: Reading.uri).value == nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(refused == documents.count)
  }
}
