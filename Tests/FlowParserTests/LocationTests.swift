import FlowDocument
import FlowParser
import Testing

@Suite("Places of elements and attributes")
struct LocationTests {
  private static func place(_ line: Int, _ column: Int) -> FlowDocument.SourceLocation {
    FlowDocument.SourceLocation(line: line, column: column)
  }

  @Test func `elements and attribute values have their places`() throws {
    let document = try #require(
      Reading.document(
        """
        <?xml version="1.0"?>
        <!-- <form id="no"> --><?pi <form?>
        <vxml xmlns="http://www.w3.org/2001/vxml"
              version="2.1" application = 'root.vxml'>
          <form id="首页"><block>
            <assign name="a"   expr="1 &lt; 2"/>
        \t<clear namelist="a b\tc"/>
          </block></form>
        </vxml>
        """
      ).value)
    #expect(document.location == Self.place(3, 1))
    #expect(document.application?.location == Self.place(4, 36))
    let form = try #require(document.forms.first)
    #expect(form.location == Self.place(5, 3))
    #expect(form.id?.location == Self.place(5, 13))
    #expect(form.items.first?.location == Self.place(5, 17))
    guard case .assign(let assign)? = form.items.first?.executables.first else {
      Issue.record("no assign")
      return
    }
    #expect(assign.expression == Expression("1 < 2", at: Self.place(6, 30)))
    guard case .clear(let clear)? = form.items.first?.executables.last else {
      Issue.record("no clear")
      return
    }
    #expect(clear.namelist?.map(\.location) == [Self.place(7, 19), Self.place(7, 21), Self.place(7, 23)])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `every kind of line break counts once`(lineBreak: String) {
    let text = ["<vxml xmlns=\"http://www.w3.org/2001/vxml\"", "version=\"2.1\">", "", " <form/>", "</vxml>"]
    let document = Reading.document(text.joined(separator: lineBreak)).value
    #expect(document?.forms.first?.location == Self.place(4, 2))
  }

  @Test func `columns count scalars, whatever their width`() {
    let document = Reading.document(
      "<vxml xmlns=\"http://www.w3.org/2001/vxml\" version=\"2.1\">\n<!-- 中文𠀀e\u{301} --><form/></vxml>"
    ).value
    #expect(document?.forms.first?.location == Self.place(2, 15))
  }

  @Test func `text has the place of its first character`() throws {
    let document = try #require(
      Reading.document(
        Reading.flow("<form><block>\n<!-- note -->\n  <![CDATA[Hello]]></block><block>\n\n  world</block></form>")
      ).value)
    let prompts = document.forms[0].items.compactMap { item -> Prompt? in
      if case .prompt(let prompt)? = item.executables.first { prompt } else { nil }
    }
    #expect(prompts.map(\.location) == [Self.place(3, 12), Self.place(5, 3)])
  }

  @Test func `elements out of an entity have the place of the reference`() throws {
    let text =
      "<!DOCTYPE vxml [<!ENTITY again \"<block name='b'>Hi</block>\">]>\n"
      + Reading.flow("<form>\n  &again;\n  <block name=\"c\"/></form>")
    let items = try #require(Reading.document(text).value?.forms.first?.items)
    #expect(items.map(\.location) == [Self.place(3, 3), Self.place(4, 3)])
    #expect(items.map { $0.name?.value } == ["b", "c"])
  }

  @Test func `tokens and tags of a grammar have their places`() throws {
    let grammar = try #require(
      Reading.grammar(
        "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" xml:lang=\"en\">\n"
          + "<rule id=\"a\">one\n  \"New York\" <tag> out = 1; </tag></rule></grammar>"
      ).value)
    guard case .sequence(let parts)? = grammar.rules.first?.expansion, parts.count == 3,
      case .token(let one) = parts[0], case .token(let city) = parts[1], case .tag(let tag) = parts[2]
    else {
      Issue.record("another shape")
      return
    }
    #expect(one == Located("one", at: Self.place(2, 14)))
    #expect(city == Located("New York", at: Self.place(3, 4)))
    #expect(tag == Located("out = 1;", at: Self.place(3, 20)))
  }
}
