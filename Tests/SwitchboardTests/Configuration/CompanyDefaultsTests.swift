import CallInterface
import CallRuntime
import FlowDocument
import FlowInterpreter
import FlowParser
import Foundation
import ScriptEngine
import Switchboard
import Testing

/// Default handlers of one's own: what they replace, what stays, and what is wrong in a file.
@Suite("Defaults of a company")
struct CompanyDefaultsTests {
  private static let uri = "file:///company/defaults.vxml"

  private static func wrapped(_ body: String) -> String {
    "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\" xml:lang=\"en\">\n\(body)\n</vxml>"
  }

  private func faults(_ body: String) async -> [String] {
    do throws(FlowFindings) {
      _ = try await PlatformDefaults.read(Self.uri, loader: Texts(texts: [Self.uri: Self.wrapped(body)]))
      return []
    } catch {
      return error.errors.map { "\($0.location.line): \($0.message) [\($0.rule)]" }
    }
  }

  @Test("what is good")
  func good() async {
    #expect(await faults("") == [])
    #expect(await faults("<noinput><prompt>Hello?</prompt><reprompt/></noinput>") == [])
    // A built-in dialog, and one of its own.
    #expect(await faults("<catch event=\"ivr.retrylimit\"><goto next=\"#operator\"/></catch>") == [])
    #expect(
      await faults(
        "<nomatch count=\"2\"><goto next=\"#bye\"/></nomatch><form id=\"bye\"><block><disconnect/></block></form>")
        == [])
  }

  @Test("what is wrong, each with its place")
  func wrong() async {
    #expect(
      await faults("<var name=\"x\"/>\n<noinput><goto next=\"#operater\"/></noinput>").map { String($0.prefix(24)) }
        == [
          "2: this is never run: of", "3: this document has no ",
        ])
    #expect(await faults("<link event=\"help\" dtmf=\"1\"/>").first?.hasPrefix("2: this has no effect") == true)
    #expect(await faults("<property name=\"timeot\" value=\"3s\"/>").first?.contains("timeot") == true)
    #expect(await faults("<noinput>").first?.hasPrefix("3: ") == true)
    do throws(FlowFindings) {
      _ = try await PlatformDefaults.read(Self.uri, loader: Texts(texts: [:]))
      Issue.record("a file that is not there was read")
    } catch {
      #expect(error.errors.map(\.rule) == ["defaults"])
    }
  }

  @Test("its handlers, properties and dialogs go first; what it leaves out stays as it was")
  func replaces() async throws {
    let flow = """
      <menu id="m"><property name="ivr.retrylimit" value="1"/><prompt>One?</prompt><choice dtmf="1" next="#m"/></menu>
      """
    let loader = Texts(texts: [
      "file:///flow.vxml": Self.wrapped(flow),
      Self.uri: Self.wrapped(
        """
        <property name="timeout" value="9s"/>
        <noinput><prompt>Are you there? <audio src="hello.wav">Hello?</audio></prompt><reprompt/></noinput>
        <form id="operator"><block><prompt>Our desk is closed.</prompt><disconnect/></block></form>
        """),
    ])
    let defaults = try await PlatformDefaults.read(Self.uri, loader: loader)
    let heard = try await Self.play(loader, defaults)
    #expect(
      heard == [
        "One?", "Are you there? Hello? (file:///company/hello.wav)", "One?",
        "Sorry, we do not understand each other.", "Our desk is closed.",
      ])
  }

  /// A silent caller; gives what is heard, with its sounds.
  private static func play(
    _ loader: any ResourceLoading, _ defaults: PreparedDocument
  ) async throws -> [String] {
    let channel = SilentChannel()
    let runner = CallRunner(
      flow: "file:///flow.vxml", facts: CallFacts(startedAt: 0), channel: channel,
      resources: ResourceStore(loader: loader), lane: try ScriptLane(), clock: .virtual(), defaults: defaults)
    let outcome = await runner.run()
    #expect(outcome.end.reason == .disconnect)
    // Two silences of nine seconds, the property's.
    #expect(outcome.ended.sinceStart == .seconds(18))
    return await channel.heard
  }
}

/// Says nothing and hears everything; prompts take no time.
private actor SilentChannel: MediaChannel {
  private var sink: (any EventSink)?
  private(set) var heard: [String] = []

  func open(_ sink: any EventSink) { self.sink = sink }
  func settled(_ waiting: Waiting) {}
  func close() { sink = nil }

  func perform(_ command: CallCommand) {
    guard case .play(let id, let prompt) = command else { return }
    heard.append(prompt.segments.map(Self.words).joined(separator: " "))
    sink?.post(.promptFinished(id))
  }

  private static func words(_ segment: PromptSegment) -> String {
    switch segment {
    case .speech(let speech): speech.text
    case .audio(let uri, let fallback): fallback.map(words).joined() + " (\(uri))"
    case .silence, .mark: ""
    }
  }
}
