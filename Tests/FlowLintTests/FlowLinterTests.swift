import FlowDocument
import FlowLint
import FlowParser
import Testing

@Suite struct FlowLinterTests {
  @Test func findingsStandInTheOrderOfTheirPlaces() throws {
    let found = try findings(
      """
      <form><block><goto next="#gone"/></block>
      <field name="f" type="digit"/>
      <property name="timeout" value="3"/></form>
      """)
    #expect(found.map { $0.prefix(1) } == ["1", "2", "3"])
  }

  @Test func aDiagnosticShowsItsLine() throws {
    let found = try LintedFlow().diagnostics(
      in: "流程.vxml", "<form>\n  <!-- 你好 --> <property name=\"timeout\" value=\"3\"/>\n</form>")
    #expect(
      found.map(\.description) == [
        """
        /flows/流程.vxml:2:47: error: "timeout" must be a time such as "3s" or "500ms", not "3" [S001]
          <!-- 你好 --> <property name="timeout" value="3"/>
        \(String(repeating: " ", count: 48))^
        help: a time without a unit has no effect; write "3s" or "3ms", whichever is meant
        """
      ])
  }

  @Test func onlyTheRulesThatAreAskedForAreRun() throws {
    let bytes = Array(LintedFlow.wrapped("<property name=\"nothing\" value=\"\"/><form/>").utf8)
    let document = try #require(FlowParser().parseDocument(bytes, uri: "file:///flows/a.vxml").value)
    #expect(FlowLinter(rules: []).lint(document, load: { _ in nil }).isEmpty)
    #expect(FlowLinter().lint(document, load: { _ in nil }).map(\.rule) == ["S001"])
  }

  @Test func everyRuleSaysWhyAndHow() {
    for rule in FlowLinter.referenceRules.map({ type(of: $0) }) {
      #expect(rule.id.count == 4)
      #expect(rule.help.split(separator: " ").count > 5, "\(rule)")
    }
  }

  @Test func aFlowIsLoadedOnceAndInCirclesToo() throws {
    let flow = LintedFlow(files: ["other.vxml": "<form><block><goto next=\"flow.vxml\"/></block></form>"])
    #expect(
      try flow.findings(
        in: "flow.vxml", "<form><block><goto next=\"other.vxml\"/><goto next=\"./other.vxml\"/></block></form>") == [])
  }
}
