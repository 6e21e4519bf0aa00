import FlowDocument
import FlowParser
import Testing

@Suite("Flows: documents, forms, menus, events")
struct FlowBuildingTests {
  private func document(_ content: String, attributes: String = "") throws -> Document {
    let result = Reading.document(Reading.flow(content, attributes: attributes))
    return try #require(result.value, "\(result.diagnostics)")
  }

  @Test func `every element of the standard is built`() throws {
    let document = try document(StandardFlow.content)
    #expect(document.metas.count == 2)
    #expect(document.initialisation.count == 4)
    #expect(
      document.handlers.map(\.events) == [
        ["error.badfetch", "nomatch"], ["error"], ["help"], ["noinput"], ["nomatch"],
      ])
    #expect(document.handlers.map(\.count) == [2, 1, 1, 3, 1])
    #expect(document.dialogIndex == ["top": 0, "m": 1])
    let form = try #require(document.forms.first)
    #expect(form.scope == .document)
    #expect(form.items.map(\.isInputItem) == [false, false, true, true, true, true, true, true])
    #expect(form.initialisation.count == 3 + form.items.count)
    #expect(form.filled.first?.namelist?.map(\.value) == ["f", "r"])
    #expect(form.items[1].executables.count == 12)
  }

  @Test func `xml:base and the fragment of the address`() {
    let text = Reading.flow("", attributes: "xml:base=\"../lib/\" application=\"root.vxml\"")
    let document = FlowParser().parseDocument(Array(text.utf8), uri: "http://example.com/a/b.vxml#c").value
    #expect(document?.uri == "http://example.com/a/b.vxml")
    #expect(document?.base == "http://example.com/lib/")
    #expect(document?.application?.value == "root.vxml")
  }

  @Test func `the language is inherited by prompts and grammars`() throws {
    let document = try document(
      "<form><field name=\"f\"><prompt>a</prompt><prompt xml:lang=\"yue\">b</prompt>c<grammar src=\"g\"/></field></form>",
      attributes: "xml:lang=\"zh\"")
    let field = try #require(document.forms.first?.items.first)
    #expect(document.language == "zh")
    #expect(field.prompts.map(\.language) == ["zh", "yue", "zh"])
    #expect(field.grammars.map(\.language) == ["zh"])
  }

  @Test func `initialisation keeps the document order`() throws {
    let form = try #require(
      document("<form><block/><var name=\"a\"/><field name=\"f\" type=\"digits\"/><script>1</script></form>").forms
        .first)
    let order = form.initialisation.map { step in
      switch step {
      case .item(let index): "item \(index)"
      case .run(.variable(let variable)): variable.name.value
      case .run(.script): "script"
      case .run(.data): "data"
      case .run(.calendar): "calendar"
      }
    }
    #expect(order == ["item 0", "a", "item 1", "script"])
  }

  @Test func `a menu with dtmf="true" numbers its choices`() throws {
    func keys(_ choices: String) throws -> [String?] {
      try document("<menu dtmf=\"true\">\(choices)</menu>").menus.first.map { $0.choices.map { $0.dtmf?.value } } ?? []
    }
    let choice = "<choice next=\"#a\">a</choice>"
    #expect(try keys(String(repeating: choice, count: 11)) == (1...9).map(String.init) + [nil, nil])
    #expect(try keys(choice + "<choice dtmf=\"0\" next=\"#a\">b</choice>" + choice) == ["1", "0", "2"])
    #expect(try keys(choice + "<choice dtmf=\"2\" next=\"#a\">b</choice>" + choice) == ["1", "2", "3"])
    #expect(try document("<menu>\(choice)</menu>").menus.first?.choices.first?.dtmf == nil)
  }

  @Test func `a choice has its phrase, its keys and its action`() throws {
    let menu = try #require(
      document(
        """
        <menu accept="approximate">
          <choice dtmf=" 1 2 " next="a.vxml" maxage="5">  Billing <emphasis>and</emphasis>
            <audio src="a.wav">accounts</audio><grammar>x</grammar></choice>
          <choice accept="exact" event="telephone.help" message="m"/>
        </menu>
        """
      ).menus.first)
    #expect(menu.choices.map(\.phrase) == ["Billing and accounts", ""])
    #expect(menu.choices.map { $0.dtmf?.value } == ["12", nil])
    #expect(menu.choices.map(\.accept) == [.approximate, .exact])
    guard case .go(.literal(let target), let fetch) = menu.choices[0].action,
      case .throwEvent(let event) = menu.choices[1].action, case .literal(let name) = event.event
    else {
      Issue.record("other actions")
      return
    }
    #expect(target.value == "a.vxml" && fetch.maxAge == .seconds(5))
    #expect(name.value == "connection.help")
  }

  @Test func `handlers and their events`() throws {
    let document = try document("<catch/><catch event=\".\"/><catch event=\"a.b  c\" count=\"2\" cond=\"x\"/><error/>")
    #expect(document.handlers.map(\.events) == [[], [], ["a.b", "c"], ["error"]])
    #expect(document.handlers.map(\.count) == [1, 1, 2, 1])
    #expect(document.handlers[2].condition?.source == "x")
  }

  @Test func `transfers are blind, bridged or consulted`() throws {
    let form = try #require(
      document(
        """
        <form><transfer dest="tel:1"/><transfer dest="tel:1" bridge="false"/><transfer dest="tel:1" bridge="true"/>
        <transfer destexpr="a" type="consultation" maxtime="0s"/></form>
        """
      ).forms.first)
    let kinds = form.items.compactMap { if case .transfer(let transfer) = $0.kind { transfer.kind } else { nil } }
    #expect(kinds == [.blind, .blind, .bridge, .consultation])
  }

  @Test func `expressions have their line breaks as blanks`() throws {
    let form = try #require(document("<form><block cond=\"a\n&amp;&amp;&#10;b\"/></form>").forms.first)
    #expect(form.items.first?.condition?.source == "a && b")
  }

  @Test func `if and its branches`() throws {
    let block = try #require(
      document("<form><block><if cond=\"a\">1<elseif cond=\"b\"/><exit/>2<else/></if></block></form>").forms.first?
        .items.first)
    guard case .if(let condition)? = block.executables.first else {
      Issue.record("no if")
      return
    }
    #expect(condition.branches.map { $0.condition?.source } == ["a", "b", nil])
    #expect(condition.branches.map(\.content.count) == [1, 2, 0])
  }

  @Test func `submit with and without a namelist`() throws {
    let block = try #require(
      document(
        "<form><block><submit next=\"a\"/><submit expr=\"b\" namelist=\"x.y  z\" method=\"POST\"/></block></form>"
      ).forms.first?.items.first)
    let submits = block.executables.compactMap { if case .submit(let submit) = $0 { submit } else { nil } }
    #expect(submits.map { $0.namelist?.map(\.value) } == [nil, ["x.y", "z"]])
    #expect(submits.map(\.method) == [.get, .post])
  }

  @Test func `a script keeps its text, CDATA or not`() throws {
    let document = try document("<script>a &lt; <![CDATA[b && c]]> /* d */</script><script srcexpr=\"u\"/>")
    guard case .script(let first)? = document.initialisation.first, case .inline(let text) = first.source,
      case .script(let second)? = document.initialisation.last, case .external(.expression(let source)) = second.source
    else {
      Issue.record("other scripts")
      return
    }
    #expect(text.value == "a < b && c /* d */")
    #expect(source.source == "u")
  }
}
