import Attendant
import Testing

/// The chat window of the articles in use.
@Suite("A channel of one's own")
struct ChatTests {
  /// Patience of an hour, as a chat needs it.
  static let bakery = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
      <property name="timeout" value="3600s"/>
      <menu id="m"><prompt>Bread or cake?</prompt>
        <choice dtmf="1" next="#bread">bread</choice><choice dtmf="2" next="#cake">cake</choice></menu>
      <form id="bread"><block>Rye, <audio src="walnut.wav">walnut</audio>.<exit expr="'bread'"/></block></form>
      <form id="cake">
        <transfer name="t" dest="tel:100" type="bridge"/>
        <catch event="error.unsupported.transfer.bridge">Nobody is here.<exit expr="'cake'"/></catch>
      </form>
    </vxml>
    """
  static let flow = "http://flows.example/bakery"

  /// One chat in which the caller types when asked.
  /// - Parameter line: `nil` leaves.
  private func chat(typing line: String?) async throws -> (outcome: CallOutcome, shown: [String]) {
    let (lines, screen) = AsyncStream.makeStream(of: String.self)
    let window = ChatWindow { screen.yield($0) }
    let flows = ResourceStore(loader: KeptFlows([Self.flow: Self.bakery]))
    let lane = try ScriptLane()
    async let outcome = AttendantTests.chat(in: window, with: Self.flow, of: flows, on: lane)
    var shown: [String] = []
    for await text in lines {
      shown.append(text)
      if text == "Bread or cake?" { if let line { await window.type(line) } else { await window.leave() } }
      if text == "(the end)" { break }
    }
    return (await outcome, shown)
  }

  @Test("digits are keys", arguments: ["1", "bread"])
  func bread(_ line: String) async throws {
    let (outcome, shown) = try await chat(typing: line)
    #expect(shown == ["Bread or cake?", "Rye, walnut .", "(the end)"])
    #expect(outcome.end == CallEnd(reason: .exit, value: .string("bread")))
  }

  @Test("what a window cannot do is an event of the flow")
  func transfer() async throws {
    let (outcome, shown) = try await chat(typing: "2")
    #expect(shown == ["Bread or cake?", "Nobody is here.", "(the end)"])
    #expect(outcome.record.end == "exit")
    #expect(outcome.record.transfers.map(\.result) == ["error.unsupported.transfer.bridge"])
  }

  @Test("closing the window is hanging up")
  func leave() async throws {
    #expect(try await chat(typing: nil).outcome.record.end == "hangup")
  }
}
