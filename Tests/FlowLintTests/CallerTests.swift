import FlowParser
import Testing

/// S002, S003 and E302: what keeps silent and lost callers from harm.
@Suite struct CallerTests {
  private static let route = """
    <ivr:route xmlns:ivr="urn:attendant:flow:1" id="desk"><ivr:target dest="tel:1"/></ivr:route>
    """

  private func flow(_ body: String, _ more: String = "<form/>") throws -> [String] {
    try findings("\(body)\n\(more)")
  }

  @Test func anOperatorRouteThatIsThere() throws {
    for value in ["", "desk", " desk ", "tel:+861", "sip:a@b", "SIPS:a@b"] {
      #expect(try flow("\(Self.route)<property name=\"ivr.operatorroute\" value=\"\(value)\"/>") == [], "\(value)")
    }
  }

  @Test func anOperatorRouteThatIsNot() throws {
    let found = try LintedFlow().diagnostics(
      in: "flow.vxml", "\(Self.route)<property name=\"ivr.operatorroute\" value=\"dosk\"/><form/>")
    #expect(found.map(\.message) == ["there is no ivr:route \"dosk\""])
    #expect(found.map(\.help) == ["did you mean \"desk\"?"])
    #expect(
      try flow("<property name=\"ivr.operatorroute\" value=\"http://a\"/>") == [
        "1: error: \"http://a\" is not a destination of transfers [S002]"
      ])
  }

  @Test func aRouteOfTheRootIsThere() throws {
    var linted = LintedFlow()
    linted.files["root.vxml"] = Self.route
    let leaf = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" application="root.vxml">
      <property name="ivr.operatorroute" value="desk"/><form/></vxml>
      """
    #expect(try linted.findings(in: "leaf.vxml", leaf) == [])
  }

  @Test func oneKeyForTwo() throws {
    #expect(
      try flow(
        "<property name=\"ivr.backkey\" value=\"9\"/>\n<property name=\"ivr.topkey\" value=\"9\"/>") == [
          "2: error: the key 9 of \"ivr.topkey\" is that of \"ivr.backkey\" on line 1 [S003]"
        ])
    #expect(
      try flow(
        "<property name=\"ivr.backkey\" value=\"9\"/><property name=\"ivr.topkey\" value=\"\"/>",
        "<menu><property name=\"ivr.topkey\" value=\"9\"/><choice dtmf=\"1\" event=\"help\"/></menu>") == [])
  }

  private static let menu = "<menu><choice dtmf=\"1\" event=\"help\"/></menu>"

  @Test(arguments: [
    ("<noinput><reprompt/></noinput>", ["1: warning: the last handler of noinput asks again for ever [E302]"]),
    (
      "<catch event=\"noinput nomatch\">Yes?<reprompt/></catch>",
      [
        "1: warning: the last handler of noinput asks again for ever [E302]",
        "1: warning: the last handler of nomatch asks again for ever [E302]",
      ]
    ),
    (
      "<noinput count=\"2\">Hello?<reprompt/></noinput>\n<noinput><exit/></noinput>",
      ["1: warning: the last handler of noinput asks again for ever [E302]"]
    ),
    // Certain of nothing: it leads away, a condition decides, a variable may end it, a limit is set.
    ("<noinput><reprompt/></noinput><noinput count=\"3\"><exit/></noinput>", []),
    ("<noinput cond=\"a\"><reprompt/></noinput>", []),
    ("<noinput><script>a = 1</script><reprompt/></noinput>", []),
    ("<property name=\"ivr.retrylimit\" value=\"2\"/><noinput><reprompt/></noinput>", []),
    ("", []),
  ])
  func endlessRetries(body: String, found: [String]) throws {
    #expect(try flow(body, Self.menu) == found)
  }

  @Test func manyRetries() throws {
    #expect(
      try flow("<property name=\"ivr.retrylimit\" value=\"4\"/>") == [
        "1: warning: 4 retries are more than a caller bears [E302]"
      ])
  }

  /// The dialect has a limit of its own; a plain 0 takes it away.
  @Test func theDialectHasALimit() throws {
    func whole(_ body: String) -> String {
      "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\" xmlns:ivr=\"urn:attendant:flow:1\">\(body)</vxml>"
    }
    let retries = "<noinput><reprompt/></noinput>\(Self.menu)"
    #expect(try findings(whole(retries)) == [])
    #expect(try findings(whole("<property name=\"ivr.retrylimit\" value=\"0\"/>\(retries)")).count == 1)
  }

  private func findings(_ content: String) throws -> [String] {
    try LintedFlow().findings(in: "flow.vxml", content)
  }
}
