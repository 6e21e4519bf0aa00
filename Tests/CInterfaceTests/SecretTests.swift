import CAttendant
import Foundation
import Testing

/// What a host is told of secure input, and what it is not.
@Suite struct SecretTests {
  private static func flow(_ body: String) -> String {
    """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">\(body)</vxml>
    """
  }

  private static let pin = """
    <form id="bank"><field name="pin" type="digits?length=4" ivr:secure="true"><prompt>Your PIN.</prompt>
      <filled><prompt>It is <value expr="pin"/>.</prompt><log label="pin" expr="pin"/></filled></field>
      <block><data name="got" src="http://bank.example/login" method="post" namelist="pin"/></block>
      <field name="more" type="digits?length=1"><prompt>One more.</prompt></field></form>
    """

  private static func finish(_ call: Call, _ step: HostStep) throws -> HostStep {
    let id = try #require(step.command("play")?["id"] as? Int)
    return try call.step(#"{"event":"promptFinished","id":\#(id)}"#, at: 1000)
  }

  @Test func keysOfSecureInputAreConcealedAndPrivate() async throws {
    try await onThread {
      let call = try Attendant.load(Self.flow(Self.pin)).begin()
      let asked = try Self.finish(call, call.step(#"{"event":"answered"}"#))
      #expect(asked.isPrivate && asked.isSecure)
      #expect(asked.concealed == [])
      var steps: [HostStep] = []
      for key in ["4", "7", "1", "9"] {
        steps.append(try call.step(#"{"event":"digit","key":"\#(key)"}"#, at: 2000 + Int64(steps.count)))
      }
      #expect(steps.map(\.concealed) == [[0], [1], [2], [3]])
      #expect(steps[2].keys == "•••")
      // The one place where it may go is the body of a POST.
      for step in steps {
        #expect(!step.text.replacing(#""values":[{"name":"pin","text":"4719"}]"#, with: "").contains("4719"))
      }
      var last = try #require(steps.last)
      if last.fetch == nil { last = try Self.finish(call, last) }
      let fetch = try #require(last.fetch)
      #expect(last.text.contains(#""text":"4719""#))
      let after = try call.supply(fetch.id, "<answer/>", type: "text/xml", at: 3000)
      #expect(!after.isPrivate)
      #expect(!after.text.contains("4719"))
      // A key of what is no secret is told as it is.
      let more = try Self.finish(call, after)
      #expect(!more.isPrivate && !more.isSecure)
      let end = try call.step(#"{"event":"digit","key":"5"}"#, at: 5000)
      #expect(end.concealed == [])
      #expect(end.text.contains(#""utterance":"5""#))
    }
  }

  /// Keys while a document is on its way: what they are for is known when it is there.
  @Test func keysTypedAheadArePrivateUntilTheyAreUnderstood() async throws {
    try await onThread {
      let start = Self.flow(#"<form><block><goto next="bank.vxml"/></block></form>"#)
      let call = try Attendant.load(start, uri: "http://bank.example/start.vxml").begin()
      let asked = try call.step(#"{"event":"answered"}"#)
      #expect(!asked.isPrivate)
      let fetch = try #require(asked.fetch)
      for key in ["4", "7"] {
        let step = try call.step(#"{"event":"digit","key":"\#(key)"}"#, at: 10)
        #expect(step.isPrivate && step.concealed == [])
      }
      let come = try call.supply(fetch.id, Self.flow(Self.pin), at: 20)
      #expect(come.concealed == [0, 1])
      #expect(come.isPrivate)
    }
  }

  @Test func secureRecordingsSaySo() async throws {
    try await onThread {
      for isSecure in [true, false] {
        let mark = isSecure ? #" ivr:secure="true""# : ""
        let heard = #"<block><prompt><value expr="memo"/></prompt></block>"#
        let body = #"<form><record name="memo" beep="false"\#(mark)/>\#(heard)</form>"#
        let call = try Attendant.load(Self.flow(body)).begin()
        let step = try call.step(#"{"event":"answered"}"#)
        let record = try #require(step.command("record"))
        #expect(record["secure"] as? Bool == (isSecure ? true : nil))
        #expect(step.isPrivate == isSecure)
        let id = try #require(record["id"] as? Int)
        let uri = "file:///secret/memo.wav"
        let done = try call.step(
          #"{"event":"recorded","id":\#(id),"ending":"silence","duration":1200,"size":9600,"uri":"\#(uri)"}"#, at: 1200)
        #expect(done.text.contains(uri) == !isSecure)
      }
    }
  }
}

extension HostStep {
  private var object: [String: Any] {
    do {
      return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    } catch {
      Issue.record(error)
      return [:]
    }
  }
  private var wait: [String: Any] { object["waiting"] as? [String: Any] ?? [:] }

  fileprivate var concealed: [Int] { object["concealed"] as? [Int] ?? [] }
  fileprivate var isPrivate: Bool { object["private"] as? Bool ?? false }
  fileprivate var isSecure: Bool { wait["secure"] as? Bool ?? false }
  fileprivate var keys: String? { wait["keys"] as? String }
}
