import FlowParser
import Testing

/// Rules see the elements of a host as they see `data`.
@Suite struct ExtensionTests {
  private func findings(_ body: String) throws -> [String] {
    let schema = try ExtensionSchema([
      ExtensionElement("ask", of: "urn:x", attributes: [.optional("what", .expression)], result: .optional)
    ])
    var flow = LintedFlow()
    flow.parsing = ParserOptions(extensions: schema)
    return try flow.findings(
      in: "flow.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:x="urn:x"><form><block>\(body)</block></form></vxml>
      """)
  }

  @Test func theVariableThatTakesTheAnswerIsDeclared() throws {
    let read = "<submit next=\"http://h/a\" namelist=\"answer\"/>"
    #expect(try findings("<x:ask name=\"answer\"/>" + read) == [])
    #expect(
      try findings("<if cond=\"true\"><x:ask name=\"anwser\"/></if>" + read)
        == ["1: error: nothing declares \"answer\" [S001]"])
  }

  @Test func whatItsExpressionsAssignIsKnown() throws {
    #expect(try findings("<x:ask what=\"total = 1\"/><submit next=\"http://h/a\" namelist=\"total\"/>") == [])
  }
}
