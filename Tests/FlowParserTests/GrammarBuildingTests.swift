import FlowDocument
import FlowParser
import Testing

@Suite("Grammars")
struct GrammarBuildingTests {
  /// An expansion as text: blanks for sequences, `|` for alternatives.
  private func shape(_ expansion: GrammarExpansion) -> String {
    switch expansion {
    case .token(let token): token.value.contains(" ") ? "\"\(token.value)\"" : token.value
    case .sequence(let parts): "(" + parts.map(shape).joined(separator: " ") + ")"
    case .alternatives(let parts): "[" + parts.map(shape).joined(separator: "|") + "]"
    case .repetition(let part, let minimum, let maximum):
      "\(shape(part)){\(minimum),\(maximum.map(String.init) ?? "")}"
    case .ruleReference(let reference): "<\(reference.document ?? "")#\(reference.rule ?? "")>"
    case .tag(let tag): "{\(tag.value)}"
    case .null: "NULL"
    case .void: "VOID"
    case .garbage: "GARBAGE"
    }
  }

  private func shape(_ content: String, mode: String = "dtmf") throws -> String {
    let result = Reading.grammar(
      Reading.grammarFile("<rule id=\"a\">\(content)</rule>", attributes: "mode=\"\(mode)\""))
    return shape(try #require(result.value?.rules.first?.expansion, "\(result.diagnostics)"))
  }

  @Test(arguments: [
    ("1 2 3", "(1 2 3)"), ("123", "(1 2 3)"), ("star pound", "(* #)"), ("<token>1</token>", "1"), ("", "NULL"),
    ("<item repeat=\"2\">1</item>", "1{2,2}"), ("<item repeat=\"2-\">1</item>", "1{2,}"),
    ("<item repeat=\"0-1\">1</item>", "1{0,1}"), ("<item repeat=\"1\">1</item>", "1"),
    ("<one-of><item>1</item><item weight=\"2\">2 3</item></one-of>", "[1|(2 3)]"), ("<one-of/>", "[]"),
    ("1 <tag> out = 1; </tag>", "(1 {out = 1;})"), ("<tag><![CDATA[a<b]]></tag>", "{a<b}"),
    ("<ruleref uri=\"#b\"/>", "<#b>"), ("<ruleref uri=\"x.grxml\"/>", "<x.grxml#>"),
    ("<ruleref uri=\"x.grxml#c\"/>", "<x.grxml#c>"), ("<ruleref special=\"GARBAGE\"/>", "GARBAGE"),
    ("<ruleref special=\"NULL\"/> <ruleref special=\"VOID\"/>", "(NULL VOID)"), ("<example>9</example>1", "1"),
    ("<![CDATA[1]]> 2", "(1 2)"),
  ])
  func `keys`(content: String, expected: String) throws {
    #expect(try shape(content) == expected)
  }

  @Test(arguments: [
    ("say  \"New\n York\" now", "(say \"New York\" now)"), ("<token>New  York</token>", "\"New York\""),
    ("你好 世界", "(你好 世界)"), ("Tom&amp;Jerry", "Tom&Jerry"),
  ])
  func `words`(content: String, expected: String) throws {
    #expect(try shape(content, mode: "voice") == expected)
  }

  @Test func `the head of a grammar file`() throws {
    let grammar = try #require(
      Reading.grammar(
        Reading.grammarFile(
          "<meta name=\"a\" content=\"b\"/><tag>var x;</tag><rule id=\"r\" scope=\"public\">1</rule><rule id=\"s\">2</rule>",
          attributes: "root=\"r\" mode=\"dtmf\" tag-format=\"semantics/1.0\" xml:base=\"http://example.com/g/\""),
        .strict
      ).value)
    #expect(grammar.base == "http://example.com/g/")
    #expect(grammar.root?.value == "r" && grammar.tagFormat == "semantics/1.0" && grammar.mode == .dtmf)
    #expect(grammar.headTags.map(\.value) == ["var x;"])
    #expect(grammar.rules.map(\.id) == ["r", "s"])
    #expect(grammar.rules.map(\.isPublic) == [true, false])
  }

  @Test func `a grammar file without a namespace is read with a warning`() {
    let text = "<grammar version=\"1.0\" mode=\"dtmf\"><rule id=\"a\">1</rule></grammar>"
    #expect(Reading.grammar(text).rules == ["namespace"])
    #expect(Reading.grammar(text).value != nil)
    #expect(Reading.grammar(text, .strict).value == nil)
  }

  private func sources(_ grammars: String) throws -> [String] {
    let text = Reading.flow("<form><field name=\"f\">\(grammars)</field></form>")
    let result = Reading.document(text)
    let field = try #require(result.value?.forms.first?.items.first, "\(result.diagnostics)")
    return field.grammars.map { grammar in
      switch grammar.source {
      case .inline(let rules): "inline " + rules.rules.map(\.id).joined()
      case .external(.literal(let source)): "external \(source.value)"
      case .external(.expression(let source)): "computed \(source.source)"
      case .foreignFormat(let text): "foreign \(text)"
      }
    }
  }

  @Test func `grammars of a flow`() throws {
    let srgs = "xmlns=\"http://www.w3.org/2001/06/grammar\""
    #expect(
      try sources(
        """
        <grammar src="a.grxml"/><grammar srcexpr="b"/><grammar src="builtin:dtmf/digits" xml:base="http://e/"/>
        <grammar root="r"><rule id="r">x</rule></grammar><grammar root="s"><rule \(srgs) id="s">x</rule></grammar>
        <grammar \(srgs) root="t"><rule id="t">x</rule></grammar>
        <grammar type="application/srgs">#ABNF 1.0; $a = x;</grammar><grammar mode="dtmf">1 | 2</grammar>
        <grammar type="text/gsl"><![CDATA[[one two]]]></grammar><grammar type="text/x-grammar-choice-dtmf"><a/>1</grammar>
        <dtmf>3 | 4</dtmf>
        """) == [
          "external a.grxml", "computed b", "external builtin:dtmf/digits", "inline r", "inline s", "inline t",
          "foreign #ABNF 1.0; $a = x;", "foreign 1 | 2", "foreign [one two]", "foreign 1", "foreign 3 | 4",
        ])
  }

  @Test func `the base of an inline grammar is the document's unless it has its own`() throws {
    let text = Reading.flow(
      "<form><grammar><rule id=\"a\">x</rule></grammar><grammar xml:base=\"g/\"><rule id=\"a\">x</rule></grammar></form>",
      attributes: "xml:base=\"http://example.com/x/\"")
    let grammars = Reading.document(text).value?.forms.first?.grammars ?? []
    let bases = grammars.compactMap { if case .inline(let rules) = $0.source { rules.base } else { nil } }
    #expect(bases == ["http://example.com/x/", "http://example.com/x/g/"])
  }
}
