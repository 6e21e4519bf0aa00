import FlowParser
import Testing

/// K701, K702, K703, K707: what is secret, and where it goes.
@Suite struct SecretTests {
  private func found(_ content: String) throws -> [String] {
    try findings(
      "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\" xmlns:ivr=\"urn:attendant:flow:1\">\n" + content
        + "</vxml>")
  }

  private let pin = "<field name=\"pin\" type=\"digits\" ivr:secure=\"true\"/>"

  // MARK: K701

  @Test(arguments: ["pin", "cardNumber", "card_number", "password", "customerPIN", "cvv", "idCard", "密码"])
  func aNameTellsASecret(name: String) throws {
    let found = try found("<form><field name=\"\(name)\" type=\"digits\"/></form>")
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("is not secure [K701]") == true)
  }

  @Test(arguments: ["Please enter your PIN.", "Your credit card number?", "请输入您的密码", "請輸入身份證號碼"])
  func wordsTellASecret(words: String) throws {
    let found = try found("<form><field name=\"n\" type=\"digits\"><prompt>\(words)</prompt></field></form>")
    #expect(found.count == 1)
    #expect(found.first?.contains("asks for something secret") == true)
  }

  @Test(arguments: [
    "<field name=\"pin\" type=\"digits\" ivr:secure=\"true\"/>", "<field name=\"spinning\" type=\"digits\"/>",
    "<field name=\"account\" type=\"digits\"><prompt>Your opinion, please.</prompt></field>",
    "<field name=\"forgotten\" type=\"boolean\"><prompt>Have you forgotten your PIN?</prompt></field>",
    "<field name=\"card\"><prompt>Card?</prompt><option dtmf=\"1\">lost</option></field>",
  ])
  func whatIsNotASecretOrIsMarked(field: String) throws {
    #expect(try found("<form>\(field)</form>") == [])
  }

  // MARK: K702

  @Test(arguments: [
    ("<log expr=\"pin\"/>", "a log"), ("<log>It is <value expr=\"'no ' + pin\"/></log>", "a log"),
    ("<prompt><value expr=\"pin\"/></prompt>", "a prompt"), ("<exit namelist=\"pin\"/>", "the result of the call"),
    ("<submit next=\"http://a.test/\" namelist=\"pin\"/>", "the URL of a GET"),
    ("<submit next=\"http://a.test/\"/>", "the URL of a GET"),
    ("<data src=\"http://a.test/\" namelist=\"pin\"/>", "the URL of a GET"),
    ("<goto expr=\"'http://a.test/' + pin\"/>", "a URL"),
    ("<throw event=\"x\" messageexpr=\"pin\"/>", "the message of an event"),
    ("<ivr:metric name=\"m\" expr=\"pin.length\"/>", "a metric"),
  ])
  func aSecretLeaks(element: String, to outlet: String) throws {
    let found = try found("<form>\(pin)<block>\(element)</block></form>")
    #expect(found == ["2: error: \"pin\" is secure and reaches \(outlet) [K702]"])
  }

  @Test(arguments: [
    "<submit next=\"https://a.test/\" method=\"post\" namelist=\"pin\"/>",
    "<submit next=\"http://localhost/\" method=\"post\" namelist=\"pin\"/>",
    "<if cond=\"pin == '1'\"><log>yes</log></if>", "<log expr=\"'pin'\"/>", "<clear namelist=\"pin\"/>",
    "<var name=\"o\" expr=\"({pin: 1})\"/><log expr=\"o.pin\"/>",
  ])
  func whereItMayGo(element: String) throws {
    #expect(try found("<form>\(pin)<block>\(element)</block></form>") == [])
  }

  @Test func itIsFollowedThroughAssignmentsScriptsAndSubdialogs() throws {
    let found = try found(
      """
      <var name="kept"/><script>function shown(x) { return 'it is ' + kept }</script>
      <form id="a">\(pin)
      <block><var name="copy" expr="pin + ''"/><assign name="document.kept" expr="copy"/></block>
      <block><log expr="kept"/></block>
      <block><log expr="shown(1)"/></block>
      <subdialog name="s" src="#b"><param name="given" expr="copy"/></subdialog></form>
      <form id="b"><var name="given"/>
      <block><foreach item="one" array="[given]"><log expr="one"/></foreach><return/></block></form>
      <form id="c"><var name="copy" expr="1"/><block><log expr="copy"/></block></form>
      """)
    #expect(
      found.filter { $0.contains("K702") } == [
        "5: error: \"kept\" is secure and reaches a log [K702]",
        "6: error: \"shown\" is secure and reaches a log [K702]",
        "9: error: \"one\" is secure and reaches a log [K702]",
      ])
  }

  @Test func aPostThatOthersCanReadIsAWarning() throws {
    let found = try found(
      "<form>\(pin)<block><submit next=\"http://a.test/\" method=\"post\" namelist=\"pin\"/></block></form>")
    #expect(found == ["2: warning: \"pin\" is secure and is sent without encryption [K702]"])
  }

  // MARK: K703, K707

  @Test func utterancesOfSecretsAreNotRecorded() throws {
    let recording = "<property name=\"recordutterance\" value=\"true\"/>"
    let found = try found("<form>\(recording)\(pin)<field name=\"n\" type=\"digits\"/></form>")
    #expect(
      found == ["2: error: \"pin\" is secure, and recordutterance is on while it is collected [K703]"])
    let off = """
      <field name="pin" ivr:secure="true" type="digits"><property name="recordutterance" value="false"/></field>
      """
    #expect(try self.found("<form>\(recording)\(off)</form>") == [])
  }

  @Test func triesWithoutEnd() throws {
    let again = "<if cond=\"pin != '1'\"><clear namelist=\"pin\"/></if>"
    let counted = "<assign name=\"n\" expr=\"n + 1\"/>"
    func form(_ content: String) -> String {
      """
      <form><var name="n" expr="0"/><field name="pin" type="digits" ivr:secure="true">
      <filled>\(content)</filled></field></form>
      """
    }
    #expect(
      try found(form(again)) == ["3: warning: \"pin\" is asked for again and again; nothing counts the tries [K707]"])
    #expect(try found(form(counted + again)) == [])
    #expect(
      try found("<form><property name=\"ivr.retrylimit\" value=\"0\"/>\(pin)</form>").filter {
        $0.contains("K707")
      } == ["2: warning: \"pin\" is secure and may be tried without end: ivr.retrylimit is 0 [K707]"])
  }
}
