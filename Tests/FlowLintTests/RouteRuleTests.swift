import FlowDocument
import FlowParser
import Testing

/// S002, S001 and X501 to X509: transfers by routes, and what may come of transfers.
@Suite struct RouteRuleTests {
  private static func flow(_ content: String) -> String {
    "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\" xmlns:ivr=\"urn:attendant:flow:1\">\n\(content)</vxml>"
  }

  private static let handled = "<catch event=\"error.connection\"><exit/></catch><filled><exit/></filled>"

  @Test func routes() throws {
    let transfer = "<form><transfer ivr:route=\"billing\">\(Self.handled)</transfer></form>"
    let route = "<ivr:route id=\"biling\"><ivr:target dest=\"tel:1\"/></ivr:route>"
    let found = try LintedFlow().diagnostics(in: "flow.vxml", Self.flow(route + "\n" + transfer))
    #expect(found.map(\.message) == ["there is no route \"billing\""])
    #expect(found.map(\.rule) == ["S002"])
    #expect(found.map(\.help) == ["did you mean \"biling\"?"])
    #expect(found.map(\.location.line) == [3])
    #expect(try findings(Self.flow(route.replacing("biling", with: "billing") + transfer)) == [])
  }

  @Test func aRoutesPlaceMayBeTheRoot() throws {
    let leaf = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1" application="root.vxml">
      <form><transfer ivr:route="billing">\(Self.handled)</transfer></form></vxml>
      """
    let root = Self.flow("<ivr:route id=\"billing\"><ivr:target dest=\"tel:1\"/></ivr:route>")
    #expect(try LintedFlow(files: ["root.vxml": root]).findings(in: "flow.vxml", leaf) == [])
    let other = try LintedFlow(files: ["root.vxml": Self.flow("")]).findings(in: "flow.vxml", leaf)
    #expect(other == ["2: error: there is no route \"billing\" [S002]"])
  }

  @Test(arguments: [
    ("busy noanswer network_busy", []), ("error.connection.* error", []), ("error.connection.noroute", []),
    ("busy bussy", ["bussy"]), ("far_end_disconnect error.semantic", ["far_end_disconnect", "error.semantic"]),
  ])
  func results(on: String, wrong: [String]) throws {
    let route = "<ivr:route id=\"r\"><ivr:target dest=\"tel:1\"/><ivr:target dest=\"tel:2\" on=\"\(on)\"/></ivr:route>"
    #expect(
      try findings(Self.flow(route + "<form/>"))
        == wrong.map { "2: error: no other target is tried after \"\($0)\" [S001]" })
  }

  @Test(arguments: [
    ("X-Account", true), ("x-a", true), ("Subject", true), ("USER-TO-USER", true), ("X-", false), ("Via", false),
    ("Replaces", false), ("Contact", false), ("X-a:b", false), ("Content-Length", false),
    ("P-Asserted-Identity", false),
  ])
  func headerNames(name: String, isGood: Bool) throws {
    let route = """
      <ivr:route id="r"><ivr:target dest="tel:1"/>
      <ivr:header name="\(name)" value="1"/></ivr:route><form/>
      """
    let found = try findings(Self.flow(route))
    #expect(found.isEmpty == isGood)
    #expect(found.allSatisfy { $0.hasPrefix("3: error:") && $0.hasSuffix("[S001]") })
  }

  @Test(arguments: [
    (Self.handled, nil), ("", "busy, noanswer, network_busy or error.connection"),
    ("<catch event=\"error.connection\"><exit/></catch>", "busy, noanswer or network_busy"),
    ("<filled><exit/></filled>", "error.connection"), ("<filled><exit/></filled><error><exit/></error>", nil),
    ("<filled><exit/></filled><catch><exit/></catch>", nil),
    (
      "<error><exit/></error><filled><if cond=\"t == 'busy'\"><exit/>"
        + "<elseif cond=\"t == 'noanswer'\"/><exit/></if></filled>",
      "network_busy"
    ),
    ("<error><exit/></error><filled><if cond=\"t == 'busy'\"><exit/><else/><exit/></if></filled>", nil),
    ("<error><exit/></error><filled><if cond=\"t != 'far_end_disconnect'\"><exit/></if></filled>", nil),
    ("<error><exit/></error><filled><if cond=\"sorry(t)\"><exit/></if></filled>", nil),
    ("<error><exit/></error><filled><log>it is over</log></filled>", "busy, noanswer or network_busy"),
    ("<error><exit/></error></transfer><block>Sorry.</block><transfer type=\"blind\" dest=\"tel:2\">", nil),
  ])
  func outcomes(content: String, missing: String?) throws {
    let found = try findings("<form><transfer name=\"t\" bridge=\"true\" dest=\"tel:1\">\(content)</transfer></form>")
    #expect(
      found == (missing.map { ["1: warning: nothing is done when this transfer ends with \($0) [X501]"] } ?? []))
  }

  @Test func blindTransfersHaveNoOutcome() throws {
    #expect(try findings("<form><transfer dest=\"tel:1\"/></form>") == [])
  }

  @Test(arguments: [
    ("dest=\"tel:+4420\"", "blind", true), ("destexpr=\"'tel:' + desk\"", "blind", true),
    ("dest=\"sip:desk@pbx.example\"", "blind", false), ("dest=\"tel:+4420\"", "consultation", false),
  ])
  func lostHeaders(destination: String, type: String, isLost: Bool) throws {
    func flow(_ header: String) -> String {
      Self.flow(
        """
        <property name="ivr.transferallow" value="tel:*"/><var name="desk" expr="7"/>
        <ivr:route id="r"><ivr:target \(destination)/>\(header)</ivr:route>
        <form><transfer type="\(type)" ivr:route="r">\(Self.handled)</transfer></form>
        """)
    }
    let message = "4: warning: a blind transfer to a tel: URI may not tell the far end X-Account, Subject [X508]"
    let headers = "<ivr:header name=\"X-Account\" value=\"1\"/><ivr:header name=\"Subject\" value=\"2\"/>"
    #expect(try findings(flow(headers)) == (isLost ? [message] : []))
    #expect(try findings(flow("")) == [])
  }

  @Test func longWaits() throws {
    let route = """
      <ivr:route id="r" maxwait="61s"><ivr:target dest="tel:1"/>
      <ivr:waiting every="16s">Hold on.</ivr:waiting>
      <ivr:waiting every="15s">Hold on.</ivr:waiting><ivr:waiting>Hold on.</ivr:waiting></ivr:route>
      <ivr:route id="s" maxwait="60s"><ivr:target dest="tel:1"/></ivr:route><form/>
      """
    #expect(
      try findings(Self.flow(route)) == [
        "2: warning: a caller may wait here for 61 s [X504]",
        "3: warning: 16 s pass between two words to a caller who waits [X504]",
      ])
  }

  @Test(arguments: [
    ("'tel:' + number", false), ("desk", true), ("'tel:' + desk + 7", true), ("'tel:1'", true), ("changed", false),
    ("`tel:${number}`", false), ("session.connection.remote.uri", false), ("application.desk", true),
    ("made()", false), ("copy", true), ("wish", false),
  ])
  func destinations(expression: String, isFixed: Bool) throws {
    let top = """
      <var name="desk" expr="'tel:1'"/><var name="copy" expr="desk + ''"/><var name="changed" expr="'tel:1'"/>
      <var name="wish" expr="number"/><var name="number"/><script>function made() { return 'tel:1'; }</script>
      """
    let form = """
      <form><block><assign name="changed" expr="'tel:2'"/></block>
      <transfer bridge="true" destexpr="\(expression)">\(Self.handled)</transfer></form>
      """
    let message = "a caller's input may decide where this call goes [X509]"
    #expect(try findings(top + form).map { String($0.dropFirst(10)) } == (isFixed ? [] : [message]))
    let property = "<property name=\"ivr.transferallow\" value=\"tel:+44*\"/>"
    #expect(try findings(property + top + form) == [])
    #expect(try findings(top + form.replacing("<form>", with: "<form>" + property)) == [])
  }

  @Test func destinationsOfRoutes() throws {
    let route = "<ivr:route id=\"r\">\n<ivr:target destexpr=\"'tel:' + n\"/></ivr:route><var name=\"n\"/>"
    let form = "<form><transfer type=\"bridge\" ivr:route=\"r\">\(Self.handled)</transfer></form>"
    #expect(
      try findings(Self.flow(route + form)) == ["3: error: a caller's input may decide where this call goes [X509]"])
  }
}
