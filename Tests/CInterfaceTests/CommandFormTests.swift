import CallInterface
import CallRuntime
import Testing

@testable import AttendantC

/// Each command, wait and segment in its form, to the letter.
@Suite struct CommandFormTests {
  private enum Kind: CaseIterable {
    case extend, promise, fetch, play, stopPlaying, record, stopRecording, transfer, endTransfer, withdrawPromise
    case hangUp, end, report
  }

  private static let id = ActivityID(3)
  private static var style: SpeechStyle {
    var style = SpeechStyle()
    style.sayAs = .init(interpretAs: "date", format: "ymd")
    style.emphasis = "strong"
    style.rate = "slow"
    style.pitch = "high"
    style.volume = "90"
    style.voiceName = "Ann"
    style.voiceGender = "female"
    return style
  }

  private static let table: [(CallCommand, String)] = [
    (
      .fetch(
        id,
        FetchRequest(
          kind: .script, uri: "http://a/x.js", timeout: .seconds(5), maxAge: .seconds(60), maxStale: .zero,
          charset: "gbk", referrer: "http://a/")),
      #"{"command":"fetch","id":3,"kind":"script","uri":"http://a/x.js","body":null,"timeout":5000,"maxAge":60000,"#
        + #""maxStale":0,"charset":"gbk","referrer":"http://a/"}"#
    ),
    (
      .fetch(
        id,
        FetchRequest(
          kind: .data, uri: "http://a/", body: .form([.init(name: "n", content: .text("t"))]), timeout: .zero)),
      #"{"command":"fetch","id":3,"kind":"data","uri":"http://a/","#
        + #""body":{"type":"application/x-www-form-urlencoded","values":[{"name":"n","text":"t"}]},"timeout":0,"#
        + #""maxAge":null,"maxStale":null,"charset":null,"referrer":null}"#
    ),
    (
      .fetch(
        id,
        FetchRequest(
          kind: .document, uri: "http://a/",
          body: .multipart([.init(name: "m", content: .recording(uri: "file:///tmp/a.wav"))]), timeout: .zero)),
      #"{"command":"fetch","id":3,"kind":"document","uri":"http://a/","#
        + #""body":{"type":"multipart/form-data","values":[{"name":"m","recording":"file:///tmp/a.wav"}]},"#
        + #""timeout":0,"maxAge":null,"maxStale":null,"charset":null,"referrer":null}"#
    ),
    (
      .play(
        id,
        QueuedPrompt(
          segments: [
            .speech(Speech(text: "Hi. ", language: "en")), .silence(.milliseconds(500)), .mark("half"),
            .audio(uri: "http://a/b.wav", fallback: [.speech(Speech(text: "bread", language: "en", style: style))]),
          ], bargeIn: .hotword)),
      #"{"command":"play","id":3,"bargeIn":"hotword","text":"Hi. bread","segments":["#
        + #"{"segment":"speech","text":"Hi. ","language":"en","style":{}},{"segment":"silence","length":500},"#
        + #"{"segment":"mark","name":"half"},{"segment":"audio","uri":"http://a/b.wav","fallback":["#
        + #"{"segment":"speech","text":"bread","language":"en","style":{"#
        + #""sayAs":{"interpretAs":"date","format":"ymd","detail":null},"emphasis":"strong","rate":"slow","#
        + #""pitch":"high","volume":"90","voiceName":"Ann","voiceGender":"female"}}]}]}"#
    ),
    (.stopPlaying, #"{"command":"stopPlaying"}"#),
    (
      .record(
        id,
        RecordingRequest(
          beep: true, maxTime: .seconds(60), finalSilence: .seconds(3), type: "audio/x-wav", listens: false)),
      #"{"command":"record","id":3,"beep":true,"maxTime":60000,"finalSilence":3000,"type":"audio/x-wav","#
        + #""listens":false}"#
    ),
    (.stopRecording(id), #"{"command":"stopRecording","id":3}"#),
    (
      .transfer(
        id,
        TransferRequest(
          kind: .consultation, destination: "tel:1", connectTimeout: .seconds(30), audio: "http://a/r.wav", aai: nil,
          listens: true, headers: [TransferHeader(name: "X-Account", value: "7")])),
      #"{"command":"transfer","id":3,"kind":"consultation","destination":"tel:1","connectTimeout":30000,"#
        + #""audio":"http://a/r.wav","aai":null,"listens":true,"headers":[{"name":"X-Account","value":"7"}]}"#
    ),
    (.endTransfer(id), #"{"command":"endTransfer","id":3}"#),
    (
      .extend(
        id,
        ExtensionRequest(
          namespace: "urn:n", name: "lookup", attributes: ["b": .number(1), "a": .string("x")], text: nil,
          timeout: .seconds(5))),
      #"{"command":"extend","id":3,"namespace":"urn:n","name":"lookup","attributes":{"a":"x","b":1},"text":null,"#
        + #""timeout":5000}"#
    ),
    (
      .promise(
        id,
        CallbackRequest(
          number: "123", within: .seconds(86_400), reason: "a bill", name: "ticket", language: "en",
          timeout: .seconds(5))),
      #"{"command":"promise","id":3,"number":"123","within":86400000,"reason":"a bill","name":"ticket","#
        + #""language":"en","timeout":5000}"#
    ),
    (.withdrawPromise(id), #"{"command":"withdrawPromise","id":3}"#),
    (.hangUp, #"{"command":"hangUp"}"#),
    (
      .end(
        CallEnd(
          reason: .exit, value: .object([.init("a", .array([.number(1), .undefined])), .init("b", .boolean(true))]))),
      #"{"command":"end","reason":"exit","value":{"a":[1,null],"b":true}}"#
    ),
    (
      .report(.input(mode: .dtmf, utterance: "12")),
      #"{"command":"report","report":{"t":4.2,"event":"input","mode":"dtmf","utterance":"12"}}"#
    ),
  ]

  @Test(arguments: table)
  func eachCommandIsWritten(_ command: CallCommand, _ json: String) {
    var lines = JSONLines(flow: "http://flows.example/flow.vxml")
    let written = JSONText(
      command: command, at: CallInstant(sinceStart: .milliseconds(4200)), lines: &lines)
    #expect(written.description == json)
  }

  @Test func noCommandIsForgotten() {
    #expect(Set(Self.table.map { Self.kind(of: $0.0) }) == Set(Kind.allCases))
  }

  /// A new case of `CallCommand` needs a kind here, and so a row above.
  private static func kind(of command: CallCommand) -> Kind {
    switch command {
    case .fetch: .fetch
    case .play: .play
    case .stopPlaying: .stopPlaying
    case .record: .record
    case .stopRecording: .stopRecording
    case .transfer: .transfer
    case .endTransfer: .endTransfer
    case .extend: .extend
    case .promise: .promise
    case .withdrawPromise: .withdrawPromise
    case .hangUp: .hangUp
    case .end: .end
    case .report: .report
    }
  }

  @Test(arguments: [
    (Waiting.call, #"{"for":"call"}"#), (.fetch(id), #"{"for":"fetch","id":3}"#), (.prompts, #"{"for":"prompts"}"#),
    (
      .input(
        InputWait(
          document: "http://a/", dialog: "ask", item: "key", prompting: false, keys: "12",
          deadline: CallInstant(sinceStart: .milliseconds(9250)), timer: "interdigittimeout")),
      #"{"for":"input","document":"http://a/","dialog":"ask","item":"key","prompting":false,"keys":"12","#
        + #""deadline":9250,"timer":"interdigittimeout"}"#
    ),
    (.recording(id), #"{"for":"recording","id":3}"#), (.transfer(id), #"{"for":"transfer","id":3}"#),
    (.extension(id), #"{"for":"extension","id":3}"#), (.promise(id), #"{"for":"promise","id":3}"#),
    (.ended, #"{"for":"ended"}"#),
  ])
  func eachWaitIsWritten(_ waiting: Waiting, _ json: String) {
    #expect(JSONText(waiting: waiting).description == json)
  }
}
