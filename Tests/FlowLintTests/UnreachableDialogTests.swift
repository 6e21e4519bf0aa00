import Testing

/// S004: dialogs that no path reaches.
@Suite struct UnreachableDialogTests {
  @Test func aCircleThatNobodyEnters() throws {
    let found = try findings(
      """
      <form id="a"><block><goto next="#b"/></block></form>
      <menu id="b"><choice dtmf="1" next="flow.vxml#a"/></menu>
      <form id="c"><block><goto next="#d"/></block></form>
      <menu id="d"><choice dtmf="1" next="#c"/></menu>
      <form><block/></form>
      """)
    #expect(
      found == [
        "3: warning: no path leads to the form \"c\" [S004]", "4: warning: no path leads to the menu \"d\" [S004]",
        "5: warning: no path leads to the form [S004]",
      ])
  }

  @Test(arguments: [
    "<form/><form id=\"c\"/><link dtmf=\"0\" next=\"#c\"/>",
    "<form/><form id=\"c\"/><error><goto next=\"#c\"/></error>",
    "<form><subdialog name=\"s\" src=\"#c\"/></form><form id=\"c\"/>",
    "<form><block><goto expr=\"'#c'\"/></block></form><form id=\"c\"/>",
    "<form><block><goto expr=\"next\"/></block></form><form id=\"c\"/>",
    "<form/><menu id=\"c\" scope=\"document\"><choice dtmf=\"1\" next=\"#d\"/></menu><form id=\"d\"/>",
    "<form/><form id=\"c\"><grammar src=\"builtin:dtmf/digits\" scope=\"document\"/></form>",
  ])
  func reached(flow: String) throws {
    #expect(try findings(flow) == [])
  }

  @Test(arguments: [
    "<form><block><goto next=\"flow.vxml#c\"/></block></form>",
    "<form><block><submit next=\"flow.vxml#c\"/></block></form>",
    "<var name=\"then\" expr=\"'flow.vxml#c'\"/><form><block><goto expr=\"then\"/></block></form>",
    "<form><block><goto expr=\"'flow.vxml#' + choice\"/></block></form>",
  ])
  func reachedFromAnotherFile(other: String) throws {
    var flow = LintedFlow(files: ["other.vxml": other], given: ["other.vxml"])
    let content = "<form/><form id=\"c\"/>"
    #expect(try flow.findings(in: "flow.vxml", content) == [])
    flow.files["other.vxml"] = "<form><block><goto next=\"flow.vxml\"/></block></form>"
    #expect(try flow.findings(in: "flow.vxml", content) == ["1: warning: no path leads to the form \"c\" [S004]"])
  }

  @Test func reachedByAHandlerOfTheRoot() throws {
    let flow = LintedFlow(files: ["root.vxml": "<catch event=\"back\"><goto next=\"#top\"/></catch>"])
    #expect(try flow.findings(in: "leaf.vxml", leaf("<form/><form id=\"top\"/>")) == [])
  }
}
