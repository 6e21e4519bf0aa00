import FlowDocument
import FlowParser
import Testing

/// A departure from the standard, its rule, and that it is read in tolerant and refused in strict mode.
@Suite("Tolerance")
struct ToleranceTests {
  struct Departure: Sendable, CustomTestStringConvertible {
    let name: String
    let rule: String
    let text: String
    var testDescription: String { name }
  }

  private static func flow(_ name: String, _ rule: String, _ content: String) -> Departure {
    Departure(name: name, rule: rule, text: Reading.flow(content))
  }

  static let departures: [Departure] = [
    Departure(name: "no namespace", rule: "namespace", text: "<vxml version=\"2.1\"><form/></vxml>"),
    Departure(
      name: "a root of another namespace around a flow", rule: "namespace",
      text: "<x:vxml xmlns:x=\"urn:x\" xmlns=\"http://www.w3.org/2001/vxml\" version=\"2.1\"><form/></x:vxml>"),
    Departure(
      name: "version 1.0", rule: "version", text: "<vxml xmlns=\"http://www.w3.org/2001/vxml\" version=\"1.0\"/>"),
    Departure(
      name: "2.1 in 2.0", rule: "version",
      text: "<vxml xmlns=\"http://www.w3.org/2001/vxml\" version=\"2.0\"><data src=\"a\"/></vxml>"),
    flow("unknown attribute", "unknown-attribute", "<form colour=\"red\"/>"),
    flow("typeexpr", "unknown-attribute", "<form><transfer dest=\"tel:1\" typeexpr=\"'blind'\"/></form>"),
    flow("foreign element", "foreign-element", "<x:a xmlns:x=\"urn:x\"><goto/></x:a>"),
    flow("time without unit", "time-unit", "<form><block><prompt timeout=\"5\"/></block></form>"),
    flow("break size", "old-attribute", "<form><block><prompt><break size=\"small\"/></prompt></block></form>"),
    flow("break msecs", "old-attribute", "<form><block><prompt><break msecs=\"100\"/></prompt></block></form>"),
    flow(
      "say-as type", "old-attribute",
      "<form><block><prompt><say-as type=\"date:ymd\">1</say-as></prompt></block></form>"),
    flow("sayas", "old-element", "<form><block><prompt><sayas class=\"date\">1</sayas></prompt></block></form>"),
    flow("old event", "old-event", "<catch event=\"telephone.disconnect\"/>"),
    flow("menu keys", "menu-keys", "<menu dtmf=\"true\"><choice dtmf=\"5\" next=\"#a\">a</choice></menu>"),
    flow("loose speech", "misplaced-element", "<form><block>a <break/> b</block></form>"),
    flow("log in a field", "misplaced-element", "<form><field name=\"f\" type=\"digits\"><log>a</log></field></form>"),
    flow("blank in a URI", "bad-value", "<form><block><goto next=\"my menu.vxml\"/></block></form>"),
    flow("bad URI of a sound", "bad-value", "<form><block><audio src=\"100%.wav\">a</audio></block></form>"),
    flow("text in a form", "misplaced-text", "<form>Hello</form>"),
    flow(
      "keys without blanks", "key-spacing",
      "<form><grammar mode=\"dtmf\"><rule id=\"a\">123</rule></grammar></form>"),
  ]

  @Test(arguments: departures)
  func `a departure is a warning, or an error in strict mode`(departure: Departure) {
    let tolerant = Reading.document(departure.text)
    #expect(tolerant.value != nil)
    #expect(tolerant.diagnostics.map(\.severity) == [.warning], "\(tolerant.diagnostics)")
    #expect(tolerant.rules == [departure.rule])
    let strict = Reading.document(departure.text, .strict)
    #expect(strict.value == nil)
    #expect(strict.diagnostics.map(\.severity) == [.error])
    #expect(strict.rules == [departure.rule])
  }

  @Test func `a clean document is accepted in strict mode without a finding`() {
    let result = Reading.document(Reading.flow(StandardFlow.content, attributes: "xml:lang=\"en\""), .strict)
    #expect(result.diagnostics.map(\.description) == [])
    #expect(result.value != nil)
  }

  @Test func `a document type of version 1.0 changes nothing`() {
    let type = "<!DOCTYPE vxml PUBLIC \"-//W3C//DTD VOICEXML 1.0//EN\" \"http://127.0.0.1:1/voicexml1-0.dtd\">"
    let result = Reading.document(type + Reading.flow("<form><block>Hi</block></form>"), .strict)
    #expect(result.value?.forms.count == 1)
    #expect(result.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("5", 5_000), ("99", 99_000), ("100", 100), ("3000", 3_000), ("1.5", 1_500), ("1.5s", 1_500), ("850ms", 850),
    ("+2s", 2_000), (".5s", 500), ("0s", 0), ("0", 0), (" 3s ", 3_000),
  ])
  func `times are read`(written: String, milliseconds: Int) {
    let document = Reading.document(
      Reading.flow("<form><field name=\"f\"><prompt timeout=\"\(written)\">a</prompt></field></form>"))
    #expect(document.value?.forms.first?.items.first?.prompts.first?.timeout == .milliseconds(milliseconds))
  }

  @Test(arguments: ["", "s", "ms", "-1s", "1 s", "1S", "1,5s", "1.2.3s", "1e3s", "0x1s", "1m", "five", ".s", "１s"])
  func `what is no time is refused in every mode`(written: String) {
    let text = Reading.flow("<form><field name=\"f\"><prompt timeout=\"\(written)\">a</prompt></field></form>")
    #expect(Reading.document(text).errors.map(\.rule) == ["bad-value"])
    #expect(Reading.document(text, .strict).errors.map(\.rule) == ["bad-value"])
  }

  @Test(arguments: [
    "", "#a", "a.vxml#订单", "../声音/欢迎.wav", "builtin:dtmf/digits?length=4;x=1", "http://[::1]:80/a?b=c&amp;d",
  ])
  func `these are URIs`(written: String) {
    let text = Reading.flow("<form><block><goto next=\"\(written)\"/></block></form>")
    #expect(Reading.document(text, .strict).diagnostics.isEmpty)
  }

  @Test func `unknown names in the dialect's namespace are errors with a suggestion`() {
    let text = Reading.flow(
      "<ivr:calender name=\"a\"/><form><field name=\"f\" type=\"digits\" ivr:secur=\"true\"/></form>",
      attributes: "xmlns:ivr=\"urn:attendant:flow:1\"")
    for mode in [ParserOptions.Mode.tolerant, .strict] {
      let result = Reading.document(text, mode)
      #expect(result.rules == ["unknown-element", "unknown-attribute"])
      #expect(
        result.diagnostics.map(\.help) == ["did you mean <ivr:calendar>?", "did you mean \"ivr:secure\"?"])
      #expect(result.value == nil)
    }
  }

  @Test func `a declared extension namespace is remembered`() {
    #expect(
      Reading.document(Reading.flow("", attributes: "xmlns:ivr=\"urn:attendant:flow:1\"")).value?.usesExtensions == true
    )
    #expect(Reading.document(Reading.flow("")).value?.usesExtensions == false)
  }
}
