import CallInterface
import FlowInterpreter
import FlowParser
import Testing

/// The state machine of a call as a table: each state with each event.
@Suite("Call states")
struct CallStateTests {
  static let flow = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:x="urn:test"
      xmlns:ivr="urn:attendant:flow:1">
      <ivr:route id="desks">
        <ivr:target dest="tel:1" connecttimeout="40s"/>
        <ivr:target dest="tel:2" on="busy"><prompt>Another.</prompt></ivr:target>
        <ivr:waiting every="10s"><prompt>Hold on.</prompt></ivr:waiting>
      </ivr:route>
      <form id="field"><field name="number" type="digits?length=4"><prompt>Your number?</prompt></field></form>
      <form id="quiet"><field name="number" type="digits?length=4"/></form>
      <form id="goodbye"><block><prompt>Goodbye.</prompt><exit/></block></form>
      <form id="record"><record name="message" maxtime="10s"/></form>
      <form id="transfer"><transfer name="agent" dest="tel:1" bridge="true" maxtime="60s"/></form>
      <form id="promise"><block><ivr:callback numberexpr="1" name="answer"/><exit expr="answer"/></block></form>
      <form id="route"><transfer name="agent" type="bridge" ivr:route="desks"/></form>
      <form id="extend"><block><x:ask name="answer"/><exit expr="answer"/></block></form>
    </vxml>
    """

  private static var elements: ExtensionSchema {
    get throws { try ExtensionSchema([ExtensionElement("ask", of: "urn:test", result: .required)]) }
  }

  /// How each state is reached: the dialog to enter, and how many of the opening events to tell.
  static let states: [(name: String, dialog: String, openings: Int)] = [
    ("beforeCall", "field", 0), ("fetching", "field", 1), ("playing", "goodbye", 2), ("input, prompting", "field", 2),
    ("input, silent", "quiet", 2), ("recording", "record", 2), ("transferring", "transfer", 2),
    ("by a route", "route", 2), ("by a route, with news", "route", 3), ("extending", "extend", 2),
    ("promising", "promise", 2),
  ]

  static let events: [(name: String, event: CallEvent)] = [
    ("answered", .answered), ("digit", .digit(.one)),
    ("digitBegan", .digitBegan(.one)), ("digitEnded", .digitEnded(.one, length: .milliseconds(100))),
    ("toneHeard, fax", .toneHeard(.fax)), ("toneHeard, busy", .toneHeard(.busy)), ("words", .words("hello")),
    ("promptFinished", .promptFinished(ActivityID(2))), ("promptFinished, stale", .promptFinished(ActivityID(99))),
    ("markReached", .markReached(ActivityID(2), name: "m")),
    ("fetched", .fetched(ActivityID(1), .loaded(ResourceReference(uri: Bench.uri, version: 1)))),
    ("fetched, failed", .fetched(ActivityID(1), .failed(FetchFailure(event: "error.badfetch", message: "gone")))),
    ("fetched, stale", .fetched(ActivityID(99), .loaded(ResourceReference(uri: Bench.uri, version: 1)))),
    ("recordingHeard", .recordingHeard(ActivityID(2))),
    (
      "recorded",
      .recorded(ActivityID(2), RecordingResult(ending: .silence, duration: .seconds(2), size: 9, uri: "r:1"))
    ),
    ("recorded, failed", .recorded(ActivityID(2), RecordingResult(ending: .failed, duration: .zero, size: 0, uri: ""))),
    ("transferAnswered", .transferAnswered(ActivityID(2))),
    ("transferEnded, busy", .transferEnded(ActivityID(2), .busy)),
    ("transferEnded, handed over", .transferEnded(ActivityID(2), .handedOver)),
    ("transferEnded, stale", .transferEnded(ActivityID(99), .busy)),
    ("extended, value", .extended(ActivityID(2), .value(.number(1)))),
    ("extended, nothing", .extended(ActivityID(2), .nothing)),
    ("extended, event", .extended(ActivityID(2), .event(name: "error.com.example", message: nil))),
    ("extended, stale", .extended(ActivityID(99), .nothing)),
    ("promised, stored", .promised(ActivityID(2), .stored(id: 7))),
    ("promised, refused", .promised(ActivityID(2), .failed("no room"))),
    ("promised, stale", .promised(ActivityID(99), .stored(id: 7))), ("hungUp", .hungUp),
    ("deadlineReached", .deadlineReached), ("an hour later", .deadlineReached),
  ]

  @Test("each state with each event")
  func table() async throws {
    let bench = try Bench(Self.flow, elements: Self.elements)
    var lines: [String] = []
    for state in Self.states {
      for (name, event) in Self.events {
        lines.append(
          try await bench.drive(at: state.dialog) { interpreter in
            Self.open(&interpreter, state.openings)
            let late = name == "an hour later"
            let step = interpreter.step(event, at: CallInstant(sinceStart: .seconds(late ? 3600 : 1)))
            return "\(state.name) · \(name): \(Self.describe(step))"
          })
      }
      lines.append("")
    }
    try Golden.expect(lines.joined(separator: "\n"), "call-states.txt")
  }

  @Test("an ended call takes every event and does nothing")
  func ended() async throws {
    let bench = try Bench(Self.flow, elements: Self.elements)
    for (name, event) in Self.events {
      let step = try await bench.drive(at: "goodbye") { interpreter in
        Self.open(&interpreter, 2)
        _ = interpreter.step(.hungUp, at: .start)
        return interpreter.step(event, at: CallInstant(sinceStart: .seconds(9)))
      }
      #expect(step == Step([], wakeUp: nil, waiting: .ended), "\(name)")
    }
  }

  static func open(_ interpreter: inout Interpreter, _ count: Int) {
    let openings: [(CallEvent, at: Duration)] = [
      (.answered, .zero), (.fetched(ActivityID(1), .loaded(ResourceReference(uri: Bench.uri, version: 1))), .zero),
      (.deadlineReached, .seconds(10)),
    ]
    for opening in openings.prefix(count) { _ = interpreter.step(opening.0, at: CallInstant(sinceStart: opening.at)) }
  }

  static func describe(_ step: Step) -> String {
    let commands = step.commands.map { command -> String in
      switch command {
      case .fetch(let id, _): "fetch \(id)"
      case .play(let id, _): "play \(id)"
      case .stopPlaying: "stopPlaying"
      case .record(let id, _): "record \(id)"
      case .stopRecording(let id): "stopRecording \(id)"
      case .transfer(let id, _): "transfer \(id)"
      case .endTransfer(let id): "endTransfer \(id)"
      case .extend(let id, _): "extend \(id)"
      case .promise(let id, _): "promise \(id)"
      case .withdrawPromise(let id): "withdrawPromise \(id)"
      case .hangUp: "hangUp"
      case .end(let end): "end \(end.reason.rawValue)"
      case .report(let report): "(\(describe(report)))"
      }
    }
    let waiting =
      switch step.waiting {
      case .call: "call"
      case .fetch(let id): "fetch \(id)"
      case .prompts: "prompts"
      case .input(let input):
        "input\(input.keys.isEmpty ? "" : " " + input.keys)\(input.prompting ? ", prompting" : "")"
      case .recording(let id): "recording \(id)"
      case .transfer(let id): "transfer \(id)"
      case .extension(let id): "extension \(id)"
      case .promise(let id): "promise \(id)"
      case .ended: "ended"
      }
    let wakeUp = step.wakeUp.map { " until \($0.milliseconds) ms" } ?? ""
    return (commands + ["→ " + waiting + wakeUp]).joined(separator: " ")
  }

  private static func describe(_ report: CallReport) -> String {
    switch report {
    case .entered(_, let dialog, let item): "enter \(dialog)\(item.map { "." + $0 } ?? "")"
    case .prompt(_, _, let heard): heard ? "prompt" : "prompt dropped"
    case .input(let mode, let utterance): "input \(mode.rawValue) \(utterance)"
    case .match(let item, _): "match \(item)"
    case .noinput(let count): "noinput \(count)"
    case .nomatch(let count, _): "nomatch \(count)"
    case .caught(let event, _, _): "catch \(event)"
    case .log: "log"
    case .fetch(_, _, let outcome): "fetched \(outcome)"
    case .transfer(_, _, let result, _): "transfer \(result)"
    case .record: "record"
    case .extension(_, _, let outcome): "extended \(outcome)"
    case .callback(_, _, _, _, let outcome): "promised \(outcome)"
    case .language(let language): "language \(language)"
    case .metric(let name, let value): "metric \(name) \(value)"
    case .outcome(let value): "outcome \(value)"
    case .warning: "warning"
    case .uncaught(let event, _, _): "uncaught \(event)"
    }
  }
}
