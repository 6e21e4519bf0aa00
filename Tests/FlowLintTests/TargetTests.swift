import Testing

/// S002: targets (DOC-04, DOC-25, FIA-12, LINK-14) and files.
@Suite struct TargetTests {
  @Test(arguments: [
    "<block><goto next=\"#b\"/></block>", "<block><submit next=\"#b\"/></block>", "<subdialog name=\"s\" src=\"#b\"/>",
    "<link dtmf=\"1\" next=\"#b\"/>", "<block><goto expr=\"'#nowhere'\"/></block>",
    "<block><goto next=\"http://example.com/x.vxml#nowhere\"/></block>", "<block><submit next=\"order.php\"/></block>",
    "<block><submit next=\"/servlet/order\"/></block>", "<block><submit next=\"page.vxml?id=3\"/></block>",
    "<block><goto next=\"flow.vxml#b\"/></block>", "<block><goto next=\"other.vxml\"/></block>",
    "<block><goto next=\" other.vxml#c \"/></block>",
    "<field name=\"f\" type=\"digits\"/><block><goto nextitem=\"f\"/></block>",
  ])
  func good(content: String) throws {
    let flow = LintedFlow(files: ["other.vxml": "<form/><form id=\"c\"/>"])
    let found = try flow.findings(in: "flow.vxml", "<form>\(content)</form><form id=\"b\"/>")
    #expect(found.filter { !$0.contains("S004") } == [])
  }

  @Test(arguments: [
    ("<block><goto next=\"#bb\"/></block>", "this document has no dialog \"bb\""),
    ("<link dtmf=\"1\" next=\"#bb\"/>", "this document has no dialog \"bb\""),
    ("<subdialog name=\"s\" src=\"#bb\"/>", "this document has no dialog \"bb\""),
    ("<block><submit next=\"flow.vxml#bb\"/></block>", "this document has no dialog \"bb\""),
    ("<block><goto next=\"other.vxml#d\"/></block>", "other.vxml has no dialog \"d\""),
    ("<block><goto next=\"missing.vxml\"/></block>", "there is no file \"missing.vxml\""),
    ("<block><goto next=\"broken.vxml\"/></block>", "\"broken.vxml\" cannot be read as a flow"),
    ("<block><goto next=\"empty.vxml\"/></block>", "empty.vxml has no dialog to begin with"),
    ("<block><goto next=\"b\"/></block>", "there is no file \"b\""),
    ("<field name=\"f\" type=\"digits\"/><block><goto nextitem=\"g\"/></block>", "this form has no item \"g\""),
  ])
  func bad(content: String, message: String) throws {
    let flow = LintedFlow(files: [
      "other.vxml": "<form/><form id=\"c\"/>", "broken.vxml": "<fform/>", "empty.vxml": "<var name=\"x\"/>",
    ])
    let found = try flow.findings(
      in: "flow.vxml", "<form scope=\"document\">\(content)</form><form id=\"b\" scope=\"document\"/>")
    #expect(found == ["1: error: \(message) [S002]"])
  }

  @Test func choices() throws {
    let found = try findings("<menu id=\"main\">\n<choice dtmf=\"1\" next=\"#mian\"/>\n</menu>")
    #expect(found == ["2: error: this document has no dialog \"mian\" [S002]"])
  }

  @Test func withoutKnowledgeOfFilesTheMessageSaysSo() throws {
    let found = try LintedFlow(tellsFiles: false)
      .findings(in: "flow.vxml", "<form><grammar src=\"g.grxml\"/><block><goto next=\"gone.vxml\"/></block></form>")
    #expect(found == ["1: error: there is no file \"gone.vxml\", or it cannot be read as a flow [S002]"])
  }

  @Test func aRootsHandlerLeadsToADialogOfTheLeaf() throws {
    let root = "<catch event=\"back\"><goto next=\"#top\"/></catch>"
    var flow = LintedFlow(files: ["leaf.vxml": leaf("<form id=\"top\"/>")], given: ["leaf.vxml"])
    #expect(try flow.findings(in: "root.vxml", root) == [])
    flow.files["leaf.vxml"] = leaf("<form id=\"other\"/>")
    #expect(try flow.findings(in: "root.vxml", root) == ["1: error: this document has no dialog \"top\" [S002]"])
    // A link's fragment is a dialog of the root itself.
    flow.files["leaf.vxml"] = leaf("<form id=\"top\"/>")
    #expect(
      try flow.findings(in: "root.vxml", "<link dtmf=\"0\" next=\"#top\"/>")
        == ["1: error: this document has no dialog \"top\" [S002]"])
  }

  @Test(arguments: [
    ("<grammar src=\"keys.grxml\"/>", "grammar file \"keys.grxml\""),
    ("<script src=\"lib.js\"/>", "script file \"lib.js\""),
    ("<block><data name=\"d\" src=\"x.xml\"/></block>", "data file \"x.xml\""),
  ])
  func missingResources(content: String, message: String) throws {
    #expect(try findings("<form>\(content)</form>") == ["1: warning: there is no \(message) [S002]"])
    let all = LintedFlow(files: ["keys.grxml": "{}", "lib.js": "{}", "x.xml": "{}"])
    #expect(try all.findings(in: "flow.vxml", "<form>\(content)</form>") == [])
  }

  @Test func missingSounds() throws {
    let flow = """
      <form><block><audio src="a.wav"/>
      <audio src="b.wav">Good day.</audio>
      <audio src="c.wav"/></block></form>
      """
    #expect(
      try LintedFlow(files: ["c.wav": "{}"]).findings(in: "flow.vxml", flow) == [
        "1: warning: there is no sound file \"a.wav\" [P401]", "2: note: there is no sound file \"b.wav\" [P401]",
      ])
  }
}
