import Testing

/// S003 and M113: keys.
@Suite struct KeyTests {
  private func menu(_ choices: String, attributes: String = "") throws -> [String] {
    try findings("<menu id=\"m\"\(attributes)>\(choices)</menu>")
  }

  @Test func goodKeys() throws {
    #expect(
      try menu("<choice dtmf=\"1\" next=\"#m\"/><choice dtmf=\"2\" next=\"#m\"/><choice dtmf=\"*\" next=\"#m\"/>") == []
    )
    #expect(
      try menu("<choice next=\"#m\">a</choice><choice next=\"#m\">b</choice>", attributes: " dtmf=\"true\"") == [])
    #expect(
      try findings(
        """
        <link dtmf="0" next="#m"/>
        <menu id="m"><choice dtmf="0" next="#m"/><choice dtmf="1" next="#m"/></menu>
        """) == [])
  }

  @Test func oneKeyTwice() throws {
    #expect(
      try menu("<choice dtmf=\"1\" next=\"#m\"/>\n<choice dtmf=\"1\" next=\"#m\"/>")
        == ["2: error: the key 1 stands twice in this menu, first on line 1 [S003]"])
    #expect(
      try findings(
        """
        <form><field name="f">
        <option dtmf="1 2">a</option>
        <option dtmf="12">b</option>
        </field></form>
        """) == ["3: error: the key 12 stands twice in this field, first on line 2 [S003]"])
    #expect(
      try findings("<form id=\"a\"/><link dtmf=\"9\" next=\"#a\"/>\n<link dtmf=\"9\" event=\"help\"/>")
        == ["2: error: the key 9 stands twice in this document's links, first on line 1 [S003]"])
  }

  @Test func aLinkInTheShadow() throws {
    #expect(
      try findings(
        """
        <link dtmf="0" event="operator"/>
        <menu id="m"><choice dtmf="0" next="#m"/></menu>
        """) == ["2: warning: the key 0 is taken from the link on line 1 [S003]"])
    let flow = LintedFlow(files: ["root.vxml": "<link dtmf=\"*\" event=\"back\"/>"])
    #expect(
      try flow.findings(in: "leaf.vxml", leaf("<menu id=\"m\"><choice dtmf=\"*\" next=\"#m\"/></menu>"))
        == ["1: warning: the key * is taken from the link of the application root on line 1 [S003]"])
  }

  @Test func aModalFieldHasNoLinks() throws {
    #expect(
      try findings(
        """
        <link dtmf="0" event="operator"/>
        <form><field name="f" modal="true"><option dtmf="0">a</option></field></form>
        """) == [])
  }

  @Test func aKeyThatBeginsSeveral() throws {
    #expect(
      try menu("<choice dtmf=\"1\" next=\"#m\"/><choice dtmf=\"10\" next=\"#m\"/><choice dtmf=\"11\" next=\"#m\"/>")
        == ["1: warning: a caller who presses 1 waits 3s, because 10 and 11 begin with it [M113]"])
  }

  @Test func aKeyOfTheRootThatBeginsOneHere() throws {
    let flow = LintedFlow(files: ["root.vxml": "<link dtmf=\"0\" event=\"operator\"/>"])
    #expect(
      try flow.findings(in: "leaf.vxml", leaf("<menu id=\"m\">\n<choice dtmf=\"01\" next=\"#m\"/></menu>"))
        == ["2: warning: a caller who presses 0 waits 3s, because 01 begins with it [M113]"])
  }

  @Test func aKeyThatBeginsAnother() throws {
    #expect(
      try menu("<choice dtmf=\"1\" next=\"#m\"/>\n<choice dtmf=\"10\" next=\"#m\"/>")
        == ["1: warning: a caller who presses 1 waits 3s, because 10 begins with it [M113]"])
    #expect(
      try findings(
        """
        <property name="interdigittimeout" value="9s"/><link dtmf="*" event="back"/>
        <form><field name="f"><property name="interdigittimeout" value="1500ms"/>
        <option dtmf="*1">a</option><option dtmf="2">b</option>
        </field></form>
        """) == ["1: warning: a caller who presses * waits 1500ms, because *1 begins with it [M113]"])
  }
}
