import CallInterface
import CallRuntime
import CallScenarios
import FlowParser
import Foundation
import ScriptEngine
import Testing

/// Scenarios of flows with elements of a host.
@Suite struct ExtensionTests {
  private struct Greeter: ExtensionHandler {
    func perform(_ request: ExtensionRequest, of call: CallFacts) async -> ExtensionResult {
      .value(.string("Good morning"))
    }
  }

  private static let flow = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:x="urn:x">
      <form><block><x:greet name="words"/><prompt><value expr="words"/></prompt></block></form>
    </vxml>
    """

  private func play(_ lines: String, _ handler: any ExtensionHandler) async throws -> (PlayedCall, Judgement) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "attendant-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }  // What stays in a temporary folder does no harm.
    try Data(Self.flow.utf8).write(to: folder.appending(path: "main.vxml"))
    let scenario = try Scenario.parse("flow main.vxml\n" + lines, file: folder.path + "/a.call")
    let schema = try ExtensionSchema([ExtensionElement("greet", of: "urn:x", result: .required)])
    let player = ScenarioPlayer(
      lanes: try ScriptLanes(count: 1), parsing: ParserOptions(extensions: schema), extensions: handler)
    let played = await player.play(
      scenario, flow: try #require(scenario.flowURI), facts: scenario.facts(over: ScenarioPlayer.usualFacts))
    return (played, Judgement(scenario, turns: played.turns, end: played.end))
  }

  @Test func aHandlerAnswersInAScenario() async throws {
    let (played, judgement) = try await play("> Good morning\n= exited\n", Greeter())
    #expect(judgement.mismatches.map(\.message) == [])
    #expect(
      played.jsonLines.contains(
        #"{"t":0.0,"event":"extension","namespace":"urn:x","name":"greet","outcome":"ok"}"#))
  }

  @Test func withoutAHandlerTheScenarioSaysWhatIsMissing() async throws {
    let (_, judgement) = try await play("> …\n= exited\n", NoExtensions())
    let messages = judgement.mismatches.map(\.message)
    #expect(
      messages.contains { $0.hasPrefix("error.unsupported.greet was not caught: nothing here performs <greet> of") },
      "\(messages)")
  }
}
