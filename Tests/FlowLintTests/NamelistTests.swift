import FlowParser
import Testing

/// S001: names that nothing declares.
@Suite struct NamelistTests {
  @Test(arguments: [
    "<submit next=\"http://example.com/\" namelist=\"a missing\"/>", "<clear namelist=\"a missing\"/>",
    "<exit namelist=\"a missing\"/>", "<return namelist=\"a missing\"/>", "<disconnect namelist=\"a missing\"/>",
    "<data name=\"d\" src=\"http://example.com/\" namelist=\"a missing\"/>",
  ])
  func everyNamelistIsChecked(element: String) throws {
    let found = try findings("<form><var name=\"a\"/><block>\(element)</block></form>")
    #expect(found == ["1: error: nothing declares \"missing\" [S001]"])
  }

  @Test(arguments: [
    "<var name=\"it\"/><form><block><clear namelist=\"it\"/></block></form>",
    "<form><var name=\"it\"/><block><clear namelist=\"dialog.it\"/></block></form>",
    "<form><field name=\"it\" type=\"digits\"/><block><clear namelist=\"it it$\"/></block></form>",
    "<form><block><var name=\"it\"/><exit namelist=\"it\"/></block></form>",
    "<form><block><data name=\"it\" src=\"http://example.com/\"/><exit namelist=\"it\"/></block></form>",
    "<form><block><exit namelist=\"session.connection.remote.uri application.lastresult$ _event\"/></block></form>",
    "<form><script>var it = 1;</script><block><exit namelist=\"it\"/></block></form>",
    "<form><block><if cond=\"(it = 3)\"/><exit namelist=\"it\"/></block></form>",
    "<form><field name=\"it\" type=\"digits\"/></form><catch event=\"x\"><exit namelist=\"it\"/></catch>",
  ])
  func whateverMayDeclareAName(flow: String) throws {
    #expect(try findings(flow) == [])
  }

  @Test func anotherDialogsNamesAreNotSeen() throws {
    let found = try findings(
      """
      <form><var name="number"/><block><goto next="#b"/></block></form>
      <form id="b"><var name="amount"/><block><exit namelist="number"/></block></form>
      """)
    #expect(found == ["2: error: nothing declares \"number\" [S001]"])
  }

  @Test func aScriptThatCannotBeReadMakesItAWarning() throws {
    let flow = LintedFlow(files: ["lib.js": "{}"])
    let found = try flow.findings(
      in: "flow.vxml", "<script src=\"lib.js\"/><form><block><exit namelist=\"made\"/></block></form>")
    #expect(found == ["1: warning: \"made\" is declared by no element; only a script could [S001]"])
  }

  @Test func theRootDeclaresToo() throws {
    var flow = LintedFlow(files: ["root.vxml": "<var name=\"account\"/><script>function f() {}</script>"])
    #expect(try flow.findings(in: "leaf.vxml", leaf("<form><block><exit namelist=\"account\"/></block></form>")) == [])
    #expect(
      try flow.findings(in: "leaf.vxml", leaf("<form><block><exit namelist=\"acount\"/></block></form>"))
        == ["1: error: nothing declares \"acount\" [S001]"])
    // A root that is missing is one finding, not one for each of its names.
    flow.files = [:]
    #expect(
      try flow.findings(in: "leaf.vxml", leaf("<form><block><exit namelist=\"account\"/></block></form>"))
        == ["1: error: there is no application root \"root.vxml\" [S002]"])
  }

  @Test func aRootsHandlersSeeTheNamesOfItsLeaves() throws {
    let root = "<catch event=\"x\"><exit namelist=\"order\"/></catch>"
    var flow = LintedFlow()
    #expect(try flow.findings(in: "root.vxml", root) == [])
    flow.files["leaf.vxml"] = leaf("<form><var name=\"order\"/></form>")
    flow.given = ["leaf.vxml"]
    #expect(try flow.findings(in: "root.vxml", root) == [])
    flow.files["leaf.vxml"] = leaf("<form><var name=\"other\"/></form>")
    #expect(try flow.findings(in: "root.vxml", root) == ["1: error: nothing declares \"order\" [S001]"])
  }

  @Test func theCaretStandsUnderOneName() throws {
    let flow = """
      <form><var name="a"/><block>
      <clear namelist="wrong a"/></block></form>
      """
    let found = try LintedFlow().diagnostics(in: "flow.vxml", flow)
    #expect(found.map(\.length) == [5])
    #expect(found.map(\.caretColumn) == [18])
    #expect(found.map(\.sourceLine) == ["<clear namelist=\"wrong a\"/></block></form></vxml>"])
  }
}
