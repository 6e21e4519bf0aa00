import CallInterface
import CallRuntime
import CallScenarios
import Testing

@Test(
  arguments: [
    (.null, "null"), (.boolean(true), "true"), (.integer(-3), "-3"), (.number(5), "5"), (.number(0.1), "0.1"),
    (.number(-0.0), "0"), (.number(.nan), "null"), (.number(.infinity), "null"), (.number(1e300), "1e+300"),
    (.seconds(.zero), "0.0"), (.seconds(.milliseconds(3200)), "3.2"), (.seconds(.milliseconds(9250)), "9.25"),
    (.seconds(.milliseconds(12_005)), "12.005"), (.seconds(.seconds(3600)), "3600.0"),
    (.string("a\"b\\c\n\r\t\u{08}\u{0C}\u{01}é您"), #""a\"b\\c\n\r\t\b\f\u0001é您""#),
    (.array([]), "[]"), (.array([.integer(1), .null]), "[1,null]"),
    (.object([("z", .integer(1)), ("a", .object([]))]), #"{"z":1,"a":{}}"#),
  ] as [(JSONText, String)])
func writesJSON(_ value: JSONText, _ text: String) {
  #expect(value.description == text)
}

@Test func writesScriptValuesAsScriptsWould() {
  let value = DataValue.object([
    .init("b", .array([.undefined, .null, .boolean(false)])), .init("a", .number(2)), .init("c", .string("x")),
  ])
  #expect(JSONText(value).description == #"{"b":[null,null,false],"a":2,"c":"x"}"#)
}

@Suite struct JSONLinesTests {
  private func line(_ milliseconds: Int64, _ report: CallReport) -> String {
    var lines = JSONLines(flow: "file:///flows/hotline/main.vxml#start")
    return lines.line(TimedReport(at: CallInstant(sinceStart: .milliseconds(milliseconds)), report))
  }

  private func prompt(_ segments: [PromptSegment], _ bargeIn: QueuedPrompt.BargeIn, heard: Bool) -> CallReport {
    .prompt(ActivityID(1), QueuedPrompt(segments: segments, bargeIn: bargeIn), heard: heard)
  }

  /// The examples of the contract, letter by letter, with what was added.
  @Test func reportsHaveTheirKeysInOrder() {
    let words = PromptSegment.speech(Speech(text: "Welcome to Oriental Cable.", language: "en"))
    let sound = PromptSegment.audio(uri: "file:///flows/hotline/Prompts/en/welcome.wav", fallback: [words])
    let far = PromptSegment.audio(uri: "http://far/a.wav", fallback: [])
    #expect(
      line(0, prompt([sound], .speech, heard: true))
        == #"{"t":0.0,"event":"prompt","text":"Welcome to Oriental Cable.","#
        + #""audio":["Prompts/en/welcome.wav"],"bargein":true}"#)
    #expect(
      line(0, prompt([words, far], .none, heard: false))
        == #"{"t":0.0,"event":"prompt","text":"Welcome to Oriental Cable. [a.wav]","#
        + #""audio":["http://far/a.wav"],"bargein":false,"heard":false}"#)
    #expect(
      line(3200, .input(mode: .dtmf, utterance: "1"))
        == #"{"t":3.2,"event":"input","mode":"dtmf","utterance":"1"}"#)
    #expect(
      line(3200, .match(item: "choice", interpretation: .string("billing")))
        == #"{"t":3.2,"event":"match","item":"choice","interpretation":"billing"}"#)
    #expect(line(9200, .noinput(count: 1)) == #"{"t":9.2,"event":"noinput","count":1}"#)
    #expect(
      line(9200, .nomatch(count: 2, utterance: "9")) == #"{"t":9.2,"event":"nomatch","count":2,"utterance":"9"}"#)
    #expect(
      line(9200, .caught(event: "error.badfetch.http.404", message: "gone", handler: "a.vxml:3:5"))
        == #"{"t":9.2,"event":"catch","name":"error.badfetch.http.404","message":"gone","handler":"a.vxml:3:5"}"#)
    #expect(line(9200, .log(label: "TRACE", text: "x")) == #"{"t":9.2,"event":"log","label":"TRACE","text":"x"}"#)
    #expect(line(9200, .log(label: nil, text: "")) == #"{"t":9.2,"event":"log","label":null,"text":""}"#)
    #expect(
      line(
        9300, .transfer(kind: .consultation, destination: "sip:a", result: "busy", duration: .zero))
        == #"{"t":9.3,"event":"transfer","type":"consultation","dest":"sip:a","result":"busy","attempt":1,"duration":0.0}"#
    )
    #expect(line(9900, .record(duration: .seconds(4))) == #"{"t":9.9,"event":"record","duration":4.0}"#)
    #expect(
      line(1, .entered(document: "file:///flows/hotline/main.vxml", dialog: "top", item: nil))
        == #"{"t":0.001,"event":"enter","document":"main.vxml","dialog":"top","item":null}"#)
    #expect(
      line(0, .fetch(kind: .data, uri: "file:///flows/a.xml", outcome: "loaded"))
        == #"{"t":0.0,"event":"fetch","kind":"data","uri":"file:///flows/a.xml","outcome":"loaded"}"#)
    #expect(line(0, .warning("odd")) == #"{"t":0.0,"event":"warning","message":"odd"}"#)
    #expect(
      line(0, .uncaught(event: "error.semantic", message: nil, location: "main.vxml:1:2"))
        == #"{"t":0.0,"event":"uncaught","name":"error.semantic","message":null,"location":"main.vxml:1:2"}"#)
  }

  @Test func theCallBeginsAndEnds() {
    let lines = JSONLines(flow: "file:///a.vxml")
    #expect(
      lines.call(CallFacts(from: "1", to: "2", startedAt: 0)) == #"{"t":0.0,"event":"call","from":"1","to":"2"}"#)
    let at = CallInstant(sinceStart: .milliseconds(9900))
    #expect(
      lines.end(CallEnd(reason: .exit), at: at) == #"{"t":9.9,"event":"end","reason":"exit","value":null}"#)
    #expect(
      lines.end(CallEnd(reason: .exit, value: .string("ok")), at: at)
        == #"{"t":9.9,"event":"end","reason":"exit","value":"ok"}"#)
  }

  @Test func attemptsAreCountedWithinAnItem() {
    var lines = JSONLines(flow: "file:///a.vxml")
    let transfer = CallReport.transfer(kind: .bridge, destination: "sip:a", result: "busy", duration: .zero)
    let enter = CallReport.entered(document: "file:///a.vxml", dialog: "d", item: "x")
    let attempts = [enter, transfer, transfer, enter, transfer].map { report in
      lines.line(TimedReport(at: .start, report)).contains(#""attempt":2"#)
    }
    #expect(attempts == [false, false, true, false, false])
  }
}
