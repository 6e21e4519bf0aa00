import FlowParser
import Testing

/// S001: built-in types (FLD-05 to FLD-08).
@Suite struct BuiltinTypeTests {
  @Test(arguments: ["digits", "digits?length=4", "boolean?y=7;n=9", "digits?minlength=2;maxlength=4", "date", "phone"])
  func good(type: String) throws {
    #expect(try findings("<form><field name=\"f\" type=\"\(type)\"/></form>") == [])
    #expect(try findings("<form><field name=\"f\"><grammar src=\"builtin:dtmf/\(type)\"/></field></form>") == [])
    #expect(try findings("<form><field name=\"f\"><grammar src=\"builtin:grammar/\(type)\"/></field></form>") == [])
  }

  @Test(arguments: [
    ("digit", "there is no built-in type 'digit'", "did you mean \"digits\"?"),
    ("digits?lenght=4", "the built-in type 'digits' has no parameter 'lenght'", "did you mean \"length\"?"),
    (
      "digits?length=4;minlength=2", "'length' of digits excludes 'minlength' and 'maxlength'",
      "the types are boolean, currency, date, digits, number, phone and time; parameters follow a \"?\""
    ),
    (
      "boolean?y=1;n=1", "yes and no of a boolean cannot both be the key 1",
      "the types are boolean, currency, date, digits, number, phone and time; parameters follow a \"?\""
    ),
  ])
  func bad(type: String, message: String, help: String) throws {
    for field in [
      "<field name=\"f\" type=\"\(type)\"/>", "<field name=\"f\"><grammar src=\"builtin:dtmf/\(type)\"/></field>",
    ] {
      let found = try LintedFlow().diagnostics(in: "flow.vxml", "<form>\(field)</form>")
      #expect(found.map(\.message) == [message])
      #expect(found.map(\.help) == [help])
      #expect(found.map(\.rule) == ["S001"])
    }
  }

  @Test func aURIWithoutAKind() throws {
    func field(_ uri: String) -> String { "<form><field name=\"f\"><grammar src=\"\(uri)\"/></field></form>" }
    #expect(try findings(field("builtin:digits")) == ["1: error: \"builtin:digits\" names no built-in grammar [S001]"])
    #expect(
      try findings(field("builtin:speech/digits"))
        == ["1: error: built-in grammars are of the kinds \"dtmf\" and \"grammar\", not \"speech\" [S001]"])
  }
}
