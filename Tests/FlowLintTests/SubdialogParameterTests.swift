import Testing

/// S010: parameters that the called dialog does not declare.
@Suite struct SubdialogParameterTests {
  private func call(_ source: String) -> String {
    """
    <form><subdialog name="s" \(source)>
    <param name="account" value="1"/>
    </subdialog></form>
    <form id="good" scope="document"><var name="account"/></form>
    <form id="bad" scope="document"><var name="acount"/></form>
    """
  }

  @Test(arguments: [
    "src=\"#good\"", "src=\"other.vxml#good\"", "srcexpr=\"'#bad'\"", "src=\"http://example.com/#bad\"",
  ])
  func good(source: String) throws {
    let flow = LintedFlow(files: ["other.vxml": "<form/><form id=\"good\"><var name=\"account\"/></form>"])
    #expect(try flow.findings(in: "flow.vxml", call(source)) == [])
  }

  @Test(arguments: ["src=\"#bad\"", "src=\"other.vxml\"", "src=\"other.vxml#menu\""])
  func bad(source: String) throws {
    let flow = LintedFlow(files: [
      "other.vxml": "<form/><menu id=\"menu\"><choice dtmf=\"1\" event=\"x\"/></menu>"
    ])
    #expect(
      try flow.findings(in: "flow.vxml", call(source))
        == ["2: error: the called dialog declares no \"account\" [S010]"])
  }
}
