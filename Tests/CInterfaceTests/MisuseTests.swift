import CAttendant
import Foundation
import Testing

/// Whatever a host gets wrong is a text that says what and where; the call is where it was.
@Suite struct MisuseTests {
  private static let flow = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
      <form id="ask"><field name="key" type="digits?length=1"><prompt>A key, please.</prompt></field>
        <filled><exit expr="key"/></filled></form>
    </vxml>
    """

  private static func words(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing failed"
    } catch {
      return "\(error)"
    }
  }

  @Test func nothingNeedsAPlaceForTheError() {
    #expect(attendant_flow_load(nil, nil, 0, nil, nil) == nil)
    #expect(attendant_flow_load_file(nil, nil) == nil)
    #expect(!attendant_flow_use_defaults(nil, nil, nil, 0, nil, nil))
    #expect(!attendant_flow_use_defaults_file(nil, nil, nil))
    #expect(attendant_call_begin(nil, nil, nil) == nil)
    #expect(attendant_call_step(nil, nil, 0, nil) == nil)
    #expect(attendant_call_supply(nil, 0, nil, nil, 0, nil, 0, 0, nil) == nil)
    #expect(attendant_call_has_ended(nil))
    attendant_call_free(nil)
    attendant_flow_free(nil)
    attendant_string_free(nil)
    #expect(String(cString: attendant_version()).split(separator: ".").count == 3)
  }

  @Test func nullPointersAreNamed() async throws {
    try await onThread {
      var error: UnsafeMutablePointer<CChar>?
      func told() -> String {
        defer { attendant_string_free(error) }
        return error.map { String(cString: $0) } ?? "nothing"
      }
      #expect(attendant_flow_load(nil, nil, 0, nil, &error) == nil)
      #expect(told() == "uri: is NULL")
      #expect(attendant_flow_load("a:b", nil, 4, nil, &error) == nil)
      #expect(told() == "bytes: is NULL")
      #expect(attendant_flow_load_file(nil, &error) == nil)
      #expect(told() == "path: is NULL")
      #expect(attendant_call_begin(nil, "{}", &error) == nil)
      #expect(told() == "flow: is NULL")
      let flow = try Attendant.load(Self.flow)
      #expect(!attendant_flow_use_defaults(nil, "a:b", nil, 0, nil, &error))
      #expect(told() == "flow: is NULL")
      #expect(!attendant_flow_use_defaults(flow.pointer, nil, nil, 0, nil, &error))
      #expect(told() == "uri: is NULL")
      #expect(!attendant_flow_use_defaults(flow.pointer, "a:b", nil, 4, nil, &error))
      #expect(told() == "bytes: is NULL")
      #expect(!attendant_flow_use_defaults_file(flow.pointer, nil, &error))
      #expect(told() == "path: is NULL")
      #expect(attendant_call_begin(flow.pointer, nil, &error) == nil)
      #expect(told() == "facts: is NULL")
      let call = try flow.begin()
      #expect(attendant_call_step(call.pointer, nil, 0, &error) == nil)
      #expect(told() == "event: is NULL")
      #expect(attendant_call_step(nil, "{}", 0, &error) == nil)
      #expect(told() == "call: is NULL")
      #expect(attendant_call_supply(nil, 1, nil, nil, 200, nil, 0, 0, &error) == nil)
      #expect(told() == "call: is NULL")
    }
  }

  @Test(arguments: [
    ("[]", "event: must be an object"), ("null", "event: must be an object"),
    ("{}", "event.event: is missing"), (#"{"event":"digits"}"#, "event.event: there is no event 'digits'"),
    (#"{"event":1}"#, "event.event: must be a text"),
    (#"{"event":"answered","id":1}"#, "event.id: is not a member that is known here"),
    (#"{"event":"digit"}"#, "event.key: is missing"),
    (#"{"event":"digit","key":"12"}"#, "event.key: '12' is no key; there are 0 to 9, *, # and A to D"),
    (#"{"event":"digit","key":"é"}"#, "event.key: 'é' is no key; there are 0 to 9, *, # and A to D"),
    (#"{"event":"promptFinished","id":1.5}"#, "event.id: must be a whole number from 0 to 9007199254740991"),
    (#"{"event":"promptFinished","id":-1}"#, "event.id: must be a whole number from 0 to 9007199254740991"),
    (#"{"event":"promptFinished","id":1e300}"#, "event.id: must be a whole number from 0 to 9007199254740991"),
    (
      #"{"event":"digitEnded","key":"1","length":1e15}"#, "event.length: must be a whole number from 0 to 1000000000000"
    ),
    (#"{"event":"toneHeard","tone":"dial"}"#, "event.tone: must be one of fax, busy, congestion, not 'dial'"),
    (#"{"event":"transferEnded","id":1,"result":"failed"}"#, "event.error: is missing"),
    (#"{"event":"fetched","id":1,"base64":"!"}"#, "event.base64: is not base64"),
    (#"{"event":"fetched","id":1,"text":"a","base64":"YQ=="}"#, "event.base64: is not a member that is known here"),
    (#"{"event":"fetched","id":1,"status":20}"#, "event.status: must be a whole number from 100 to 999"),
  ])
  func wrongEventsAreLocated(_ event: String, _ message: String) async throws {
    try await onThread {
      let call = try Attendant.load(Self.flow).begin()
      let asked = try call.step(#"{"event":"answered"}"#)
      #expect(Self.words { try call.step(event, at: 50) }.hasPrefix(message))
      // It changed nothing, and the call goes on.
      let step = try call.step(
        #"{"event":"promptFinished","id":\#(try #require(asked.command("play")?["id"] as? Int))}"#)
      #expect(step.waiting == "input")
      #expect(step.at == 0)
    }
  }

  @Test(arguments: [
    ("", "event:1:1: a value is expected here"), ("{", "event:1:2: a name in quotes is expected here"),
    ("{\"event\":\n\"digit\",\"key\":}", "event:2:15: a value is expected here"),
    (#"{"event":"hungUp",}"#, "event:1:19: a name in quotes is expected here"),
    (#"{"event":"hungUp" "id":1}"#, "event:1:19: ',' or '}' is expected here"),
    (#"{"event" "hungUp"}"#, "event:1:10: ':' is expected here"),
    (#"{"event":"hungUp","event":"answered"}"#, #"event:1:19: "event" comes twice"#),
    (#"{"event":"hungUp"}{}"#, "event:1:19: more follows the end"),
    (#"{"event":"您好"#, "event:1:13: the text has no end"),
    (#"{"event":"\q"}"#, "event:1:11: this escape means nothing"),
    (#"{"event":"\uD83D"}"#, "event:1:11: this escape means nothing"), (#"{"event":"\"#, "event:1:11: this escape"),
    ("{\"event\":\"a\nb\"}", "event:1:12: a control character in a text must be escaped"),
    (#"{"event":nul}"#, "event:1:10: a value is expected here"), (#"{"id":01}"#, "event:1:8: ',' or '}' is expected"),
    (#"{"id":1.}"#, "event:1:9: a digit is expected here"), (#"{"id":-}"#, "event:1:8: a digit is expected here"),
    (#"{"id":1e999}"#, "event:1:7: this number is too large"), (#"{"id":[1,2}"#, "event:1:11: ',' or ']' is expected"),
    (String(repeating: "[", count: 100_000), "event:1:65: it is nested too deeply"),
  ])
  func brokenJSONIsLocated(_ event: String, _ message: String) async throws {
    try await onThread {
      let call = try Attendant.load(Self.flow).begin()
      #expect(Self.words { try call.step(event) }.hasPrefix(message))
    }
  }

  @Test func whatIsNoUTF8IsRefused() async throws {
    try await onThread {
      var error: UnsafeMutablePointer<CChar>?
      let bad: [CChar] = [CChar(bitPattern: 0xC3), 0x28, 0]
      let call = try Attendant.load(Self.flow).begin()
      #expect(attendant_call_step(call.pointer, bad, 0, &error) == nil)
      #expect(error.map { String(cString: $0) } == "event: is not UTF-8")
      attendant_string_free(error)
      #expect(attendant_flow_load_file(bad, &error) == nil)
      #expect(error.map { String(cString: $0) } == "path: is not UTF-8")
      attendant_string_free(error)
    }
  }

  @Test(arguments: [
    ("{}", "facts.startedAt: is missing"), (#"{"startedAt":"now"}"#, "facts.startedAt: must be a whole number from"),
    (#"{"startedAt":1e17}"#, "facts.startedAt: must be a whole number from"),
    (#"{"startedAt":0,"utcOffset":90000}"#, "facts.utcOffset: must be a whole number from -86400 to 86400"),
    (#"{"startedAt":0,"seed":-1}"#, "facts.seed: must be a whole number from 0"),
    (#"{"startedAt":0,"form":"x"}"#, "facts.form: is not a member that is known here"),
    (#"{"startedAt":0,"protocol":{"name":"sip"}}"#, "facts.protocol.version: is missing"),
    (#"{"startedAt":0,"redirects":[{"uri":"a"},{"ury":"b"}]}"#, "facts.redirects[1].uri: is missing"),
    (#"{"startedAt":0,"speaks":["en",1]}"#, "facts.speaks[1]: must be a text"),
  ])
  func wrongFactsAreLocated(_ facts: String, _ message: String) async throws {
    try await onThread {
      let flow = try Attendant.load(Self.flow)
      #expect(Self.words { _ = try flow.begin(facts) }.hasPrefix(message))
    }
  }

  @Test func flowsAreLocatedWithEveryFinding() async throws {
    try await onThread {
      let message = Self.words {
        _ = try Attendant.load(
          """
          <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
            <form><fild/>
            <blok/></form>
          </vxml>
          """)
      }
      #expect(message.contains("http://flows.example/flow.vxml:2:9: error: there is no element <fild>"))
      #expect(message.contains("http://flows.example/flow.vxml:3:3: error: there is no element <blok>"))
      #expect(
        Self.words { _ = try Attendant.load(Self.flow, uri: "flow.vxml") }.hasPrefix("uri: 'flow.vxml' is not absolute")
      )
      #expect(
        Self.words { _ = try Attendant.load(path: "/nowhere/flow.vxml") }
          == "/nowhere/flow.vxml: No such file or directory")
      #expect(Self.words { _ = try Attendant.load(path: "/tmp") } == "/tmp: this is not a regular file")
    }
  }

  @Test func timesThatCannotBeAreRefused() async throws {
    try await onThread {
      let call = try Attendant.load(Self.flow).begin()
      for time in [-1, Int64.min, 1_000_000_000_001, Int64.max] {
        #expect(
          Self.words { try call.step(#"{"event":"answered"}"#, at: time) } == "at_ms: must be from 0 to 1000000000000")
      }
      // Never back: an earlier time is that of the event before.
      try call.step(#"{"event":"answered"}"#, at: 1_000_000_000_000)
      let step = try call.step(#"{"event":"digit","key":"1"}"#, at: 5)
      #expect(step.at == 1_000_000_000_000)
      #expect(step.command("end")?["value"] as? String == "1")
    }
  }

  @Test func whatIsLateOrStaleChangesNothing() async throws {
    try await onThread {
      let call = try Attendant.load(Self.flow).begin()
      let before = try call.step(#"{"event":"digit","key":"1"}"#)
      #expect(before.waiting == "call" && before.commands.isEmpty)
      try call.step(#"{"event":"answered"}"#)
      for event in [
        #"{"event":"answered"}"#, #"{"event":"promptFinished","id":999}"#, #"{"event":"fetched","id":999,"text":""}"#,
        #"{"event":"fetched","id":1,"text":""}"#, #"{"event":"transferAnswered","id":0}"#,
        #"{"event":"markReached","id":7,"name":"x"}"#, #"{"event":"recordingHeard","id":7}"#,
      ] {
        let step = try call.step(event, at: 10)
        #expect(step.commands.isEmpty && step.waiting == "input", "\(event)")
      }
      #expect(try call.supply(999, nil).commands.isEmpty)
      let end = try call.step(#"{"event":"digit","key":"7"}"#, at: 20)
      #expect(end.ended == true && call.hasEnded)
      for event in [#"{"event":"answered"}"#, #"{"event":"hungUp"}"#, #"{"event":"fetched","id":1,"status":404}"#] {
        let after = try call.step(event, at: 30)
        #expect(
          after.text
            == #"{"at":30,"commands":[],"wakeUp":null,"waiting":{"for":"ended"},"ended":true}"#, "\(event)")
      }
    }
  }
}
