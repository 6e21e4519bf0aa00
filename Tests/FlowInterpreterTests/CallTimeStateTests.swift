import CallInterface
import FlowInterpreter
import FlowParser
import Testing

/// The time of a call is over in each state; then the time of grace is.
@Suite("The time of a call")
struct CallTimeStateTests {
  static let flow = CallStateTests.flow.replacing(
    "urn:attendant:flow:1\">", with: "urn:attendant:flow:1\"><property name=\"ivr.maxcalltime\" value=\"20s\"/>")

  @Test("each state at the end of its time")
  func table() async throws {
    let elements = try ExtensionSchema([ExtensionElement("ask", of: "urn:test", result: .required)])
    let bench = try Bench(
      Self.flow.replacing(
        "<form id=\"field\">",
        with: """
          <catch event="ivr.maxcalltime"><prompt>Goodbye.</prompt><disconnect/></catch>
          <form id="field"><property name="timeout" value="60s"/>
          """), elements: elements)
    var lines: [String] = []
    for state in CallStateTests.states where state.name != "beforeCall" && state.name != "input, silent" {
      lines.append(
        try await bench.drive(at: state.dialog) { interpreter in
          CallStateTests.open(&interpreter, state.openings)
          var step = interpreter.step(.deadlineReached, at: CallInstant(sinceStart: .seconds(20)))
          var text = "\(state.name) · 20 s: \(CallStateTests.describe(step))"
          for command in step.commands {
            switch command {
            case .stopRecording(let id):
              step = interpreter.step(
                .recorded(id, RecordingResult(ending: .stopped, duration: .seconds(9), size: 9, uri: "r:1")),
                at: CallInstant(sinceStart: .seconds(20)))
              text += "\n  · recorded: \(CallStateTests.describe(step))"
            case .endTransfer(let id):
              step = interpreter.step(
                .transferEnded(id, .nearEndDisconnect), at: CallInstant(sinceStart: .seconds(20)))
              text += "\n  · transferEnded: \(CallStateTests.describe(step))"
            default: break
            }
          }
          step = interpreter.step(.deadlineReached, at: CallInstant(sinceStart: .seconds(50)))
          return text + "\n  · 50 s: \(CallStateTests.describe(step))"
        })
    }
    try Golden.expect(lines.joined(separator: "\n"), "call-time-states.txt")
  }
}
