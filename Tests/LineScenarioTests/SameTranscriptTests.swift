import Audio
import CallInterface
import CallRuntime
import CallScenarios
import Foundation
import Playback
import ScriptEngine
import SpeechSynthesis
import Testing

/// The same scenario in text and over a line of sound gives the same transcript: it is the same interpreter.
@Suite("Scenarios over a line")
struct SameTranscriptTests {
  static let scenarios: [String] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Flows").standardized.path
    let all = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    // Every fourth, since a call over a line takes seconds; and not the one that plays a recording, whose file has another
    // name on a line.
    let scenarios = all.filter { $0.hasSuffix(".call") && !$0.hasSuffix("voicemail-listened.call") }.sorted()
    return scenarios.enumerated().filter { $0.offset % 4 == 0 }.map { root + "/" + $0.element }
  }()

  /// What a line may need longer between two reports: a frame until it begins to listen, 38 ms to recognise a key, and a
  /// frame until that is told.
  static let tolerance = Duration.milliseconds(20 + 38 + 20)

  @Test("there are scenarios")
  func some() {
    #expect(Self.scenarios.count >= 30)
  }

  @Test("both give the same transcript", arguments: scenarios)
  func same(_ file: String) async throws {
    let scenario = try Scenario.parse(try String(contentsOfFile: file, encoding: .utf8), file: file)
    let flow = try #require(scenario.flowURI)
    let facts = scenario.facts(over: ScenarioPlayer.usualFacts)
    let lanes = try ScriptLanes(count: 1)
    let text = await ScenarioPlayer(lanes: lanes).play(scenario, flow: flow, facts: facts)
    let line = await ScenarioPlayer(lanes: lanes, sounds: Self.sounds).play(scenario, flow: flow, facts: facts)
    #expect(line.transcript.map(\.report).map(Self.rounded) == text.transcript.map(\.report).map(Self.rounded))
    #expect(line.end == text.end)
    let late = zip(Self.steps(line), Self.steps(text)).map { $0 - $1 }
    #expect(late.max() ?? .zero <= Self.tolerance + Self.keyPause(scenario))
    #expect(late.min() ?? .zero >= .zero - Self.tolerance)
  }

  private static let sounds: @Sendable (any ResourceLoading) -> any SoundLibrary = { loader in
    StandardSounds(loader: loader, session: FetchSession(isVirtual: true), voice: RuleVoice())
  }

  /// From each report to the next.
  private static func steps(_ call: PlayedCall) -> [Duration] {
    let times = call.transcript.map(\.at)
    return zip(times.dropFirst(), times).map { $1.duration(to: $0) }
  }

  /// Fingers need time on a line: what a caller does right after a key, without waiting for the flow, is that much later.
  private static func keyPause(_ scenario: Scenario) -> Duration {
    let isHasty = scenario.lines.contains { line in
      switch line.kind {
      case .press(_, atOnce: true), .say(_, atOnce: true), .hangup(.after), .wait: true
      default: false
      }
    }
    return isHasty ? .milliseconds(130) : .zero
  }

  /// A recording's and a conversation's length to the second: a line measures them.
  private static func rounded(_ report: CallReport) -> CallReport {
    switch report {
    case .record(let duration): .record(duration: .seconds((duration / .seconds(1)).rounded()))
    case .transfer(let kind, let destination, let result, let duration):
      .transfer(
        kind: kind, destination: destination, result: result, duration: .seconds((duration / .seconds(1)).rounded()))
    default: report
    }
  }
}
