import FlowParser
import Testing

/// S001: properties (PROP-04, PROP-05 to PROP-22).
@Suite struct PropertyTests {
  @Test(arguments: [
    ("timeout", "5s"), ("timeout", " 850ms "), ("interdigittimeout", "1.5s"), ("termchar", ""), ("termchar", "#"),
    ("termchar", "A"), ("bargein", "false"), ("bargeintype", "hotword"), ("confidencelevel", ".60"),
    ("sensitivity", "1.0"), ("inputmodes", "voice dtmf"), ("universals", "none"), ("universals", "help exit"),
    ("maxnbest", "3"), ("documentmaxage", "0"), ("audiofetchhint", "safe"), ("fetchaudio", ""),
    ("recordutterancetype", "audio/x-wav"), ("com.example.speed", "whatever"), ("ivr.record.maxtime", "60s"),
    ("ivr.retrylimit", "0"), ("ivr.maxcalltime", "20s"), ("ivr.repeatkey", "*"), ("ivr.backkey", ""),
    ("ivr.operatorroute", "sip:desk@pbx.example"), ("ivr.operatorroute", ""),
  ])
  func good(name: String, value: String) throws {
    #expect(try findings("<property name=\"\(name)\" value=\"\(value)\"/><form/>") == [])
  }

  @Test(arguments: [
    ("timeout", "5", "must be a time such as \"3s\" or \"500ms\", not \"5\""),
    ("timeout", "-1s", "must be a time such as \"3s\" or \"500ms\", not \"-1s\""),
    ("termchar", "##", "must be one key, or empty for none, not \"##\""),
    ("termchar", "x", "must be one key, or empty for none, not \"x\""),
    ("bargein", "yes", "must be \"true\" or \"false\", not \"yes\""),
    ("bargeintype", "recognition", "must be \"speech\" or \"hotword\", not \"recognition\""),
    ("confidencelevel", "60", "must be a number from 0.0 to 1.0, not \"60\""),
    ("confidencelevel", "nan", "must be a number from 0.0 to 1.0, not \"nan\""),
    ("inputmodes", "keys", "must be some of \"dtmf\" or \"voice\", not \"keys\""),
    ("inputmodes", "", "must be some of \"dtmf\" or \"voice\", not \"\""),
    ("maxnbest", "0", "must be a whole number from 1, not \"0\""),
    ("ivr.retrylimit", "-1", "must be a whole number from 0, not \"-1\""),
    ("ivr.topkey", "10", "must be one key, or empty for none, not \"10\""),
    ("ivr.maxcalltime", "30", "must be a time such as \"3s\" or \"500ms\", not \"30\""),
    ("documentmaxage", "60s", "must be a whole number of seconds without a unit, not \"60s\""),
    (
      "universals", "all help",
      "must be \"all\" or \"none\", or some of \"help\", \"exit\" or \"cancel\", not \"all help\""
    ),
  ])
  func badValue(name: String, value: String, wanted: String) throws {
    #expect(
      try findings("<property name=\"\(name)\" value=\"\(value)\"/><form/>") == [
        "1: error: \"\(name)\" \(wanted) [S001]"
      ])
  }

  @Test(arguments: [
    ("inpumodes", "there is no property \"inpumodes\"", "did you mean \"inputmodes\"?"),
    ("ivr.repeatkeys", "there is no property \"ivr.repeatkeys\"", "did you mean \"ivr.repeatkey\"?"),
    (
      "promptformat", "there is no property \"promptformat\"",
      "a property that is not understood has no effect, and nobody is told"
    ),
  ])
  func badName(name: String, message: String, help: String) throws {
    let found = try LintedFlow().diagnostics(in: "flow.vxml", "<form><property name=\"\(name)\" value=\"0\"/></form>")
    #expect(found.map(\.message) == [message])
    #expect(found.map(\.help) == [help])
    #expect(found.map(\.severity) == [.error])
  }

  @Test func aPropertyOfVersion1IsAWarning() throws {
    let found = try findings("<property name=\"caching\" value=\"safe\"/><form/>")
    #expect(found == ["1: warning: the property \"caching\" is of VoiceXML 1.0 and has no effect [S001]"])
  }
}
