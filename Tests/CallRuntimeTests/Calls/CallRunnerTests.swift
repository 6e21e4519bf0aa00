import CallInterface
import FlowDocument
import FlowInterpreter
import ScriptEngine
import Synchronization
import Testing

@testable import CallRuntime

@Suite struct CallRunnerTests {
  /// Shared, as in a server.
  private static let lanes = Result { try ScriptLanes(count: 2) }
  private let facts = CallFacts(from: "tel:1", to: "tel:2", startedAt: 1_799_028_000_000)

  private func flow(_ body: String) -> String {
    "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\">\(body)</vxml>"
  }

  private func run(
    _ files: [String: String], channel: ScriptedChannel, clock: RunnerClock = .virtual(),
    loader: (any ResourceLoading)? = nil, reports: ReportLog = ReportLog()
  ) async throws -> CallOutcome {
    let store = ResourceStore(loader: loader ?? TableLoader(files))
    let runner = CallRunner(
      flow: "http://h/main", facts: facts, channel: channel, resources: store, lane: try Self.lanes.get().next(),
      clock: clock,
      keepsEvents: true, observer: { reports.add($0, $1) })
    return await runner.run()
  }

  private static let menu = """
    <form id="ask"><field name="n" type="digits?length=1"><prompt>Which number?</prompt>
    <filled><prompt>Thank you.</prompt><exit expr="n"/></filled></field></form>
    """

  @Test func aKeyEndsTheCall() async throws {
    let channel = ScriptedChannel(keys: [.seven])
    let reports = ReportLog()
    let outcome = try await run(["http://h/main": flow(Self.menu)], channel: channel, reports: reports)
    #expect(outcome.end.reason == .exit)
    #expect(outcome.end.value == .string("7"))
    #expect(await channel.spoken == ["Which number?", "Thank you."])
    #expect(await channel.ends == [outcome.end])
    #expect(await channel.waits.last == .ended)
    #expect(await channel.closings == 1)
    #expect(outcome.reports == reports.entries.count)
    #expect(outcome.events.first == RecordedEvent(at: .start, event: .answered))
    #expect(outcome.events.contains { $0.event == .digit(.seven) })
    #expect(outcome.ended == outcome.events.last?.at)
    #expect(outcome.record.path.last?.item == "n")
    #expect(outcome.record.path.last?.result == PlainValue(.string("7")))
  }

  @Test func virtualCallsAreTheSameEachTime() async throws {
    var outcomes: Set<CallOutcome> = []
    for _ in 0..<5 {
      outcomes.insert(try await run(["http://h/main": flow(Self.menu)], channel: ScriptedChannel(keys: [.one])))
    }
    #expect(outcomes.count == 1)
  }

  @Test func aSilentCallerIsAbandonedInTheEnd() async throws {
    let channel = ScriptedChannel()
    let outcome = try await run(
      ["http://h/main": flow(Self.menu)], channel: channel, clock: .virtual(limit: .seconds(600)))
    #expect(outcome.end == CallEnd(reason: .abandoned))
    #expect(outcome.ended == CallInstant(sinceStart: .seconds(600)))
    #expect(await channel.ends == [outcome.end])
    #expect((outcome.record.path.last?.noinput ?? 0) > 50)
  }

  @Test func aHangUpLeavesTimeForLastWords() async throws {
    let body = """
      <catch event="connection.disconnect.hangup"><log>gone</log><submit next="last"/></catch>
      """
    let channel = ScriptedChannel(whenAsked: [.hungUp, .digit(.one), .hungUp])
    let reports = ReportLog()
    let files = [
      "http://h/main": flow(body + Self.menu),
      "http://h/last?n=": flow("<form><block><log>last</log><prompt>Unheard.</prompt></block></form>"),
    ]
    let outcome = try await run(files, channel: channel, reports: reports)
    #expect(outcome.end.reason == .hangup)
    #expect(reports.logs == ["gone", "last"])
  }

  @Test func cancellingHangsUp() async throws {
    try await TestServer.run { _ in
      .never
    } _: { server in
      for clock in [RunnerClock.real, .virtual()] {
        let channel = ScriptedChannel()
        let files = [
          "http://h/main": flow(
            Self.menu.replacing("<field", with: "<script src=\"\(server.base)\" fetchtimeout=\"3600s\"/><field"))
        ]
        let loader = FallbackLoader(first: TableLoader(files), then: StandardLoader())
        let call = Task { try await run(files, channel: channel, clock: clock, loader: loader) }
        // The call certainly waits once its request has arrived.
        let before = server.requests.count
        while server.requests.count == before { await Task.yield() }
        call.cancel()
        let outcome = try await call.value
        #expect(outcome.end.reason == .hangup)
        #expect(outcome.events.contains { $0.event == .hungUp })
        #expect(await channel.closings == 1)
      }
    }
  }

  @Test func aLineThatCannotBeOpened() async throws {
    let channel = ScriptedChannel(opens: false)
    let reports = ReportLog()
    let outcome = try await run(["http://h/main": flow(Self.menu)], channel: channel, reports: reports)
    #expect(outcome.end.reason == .error)
    #expect(outcome.events.isEmpty)
    #expect(reports.entries.count == 1)
    #expect(await channel.closings == 1)
  }

  @Test func aFlowThatCannotBeFetched() async throws {
    let outcome = try await run([:], channel: ScriptedChannel())
    #expect(outcome.end.reason == .error)
    guard case .fetched(_, .failed(let failure))? = outcome.events.dropFirst().first?.event else {
      Issue.record("the first fetch did not fail: \(outcome.events)")
      return
    }
    #expect(failure.event == "error.badfetch.http.404")
  }

  @Test func transfersStandInTheRecord() async throws {
    let body = """
      <form><transfer name="t" dest="tel:99" bridge="true"/>
      <block><exit expr="t"/></block></form>
      """
    let outcome = try await run(["http://h/main": flow(body)], channel: ScriptedChannel())
    #expect(outcome.end.value == .string("far_end_disconnect"))
    #expect(
      outcome.record.transfers == [
        .init(dest: "tel:99", started: 0, answered: 2, ended: 12, result: "far_end_disconnect")
      ])
  }

  @Test func theRecordTellsTheFlowsVersion() async throws {
    let body = "<meta name=\"version\" content=\"2027-01\"/><form><block/></form>"
    let outcome = try await run(["http://h/main": flow(body)], channel: ScriptedChannel())
    #expect(outcome.record.version == "2027-01")
    #expect(outcome.record.flow == "http://h/main")
  }

  @Test func theCallsTimeIsTheScriptsTime() async throws {
    let body = "<form><block><exit expr=\"new Date().getTime()\"/></block></form>"
    let outcome = try await run(["http://h/main": flow(body)], channel: ScriptedChannel())
    #expect(outcome.end.value == .number(1_799_028_000_000))
  }

  @Test func aCallInRealTime() async throws {
    let body = "<form><block><prompt>Hello.</prompt><exit expr=\"1\"/></block></form>"
    let outcome = try await run(
      ["http://h/main": flow(body.replacing("<prompt>Hello.</prompt>", with: ""))], channel: ScriptedChannel(),
      clock: .real)
    #expect(outcome.end == CallEnd(reason: .exit, value: .number(1)))
  }

  @Test func theDefaultsCanBeRead() {
    #expect(PlatformDefaults.document.document.handlers.contains { $0.events.contains("noinput") })
  }
}

/// What an observer was told.
final class ReportLog: Sendable {
  private let state = Mutex<[CallReport]>([])

  var entries: [CallReport] { state.withLock { $0 } }

  var logs: [String] {
    entries.compactMap { if case .log(_, let text) = $0 { text } else { nil } }
  }

  func add(_ instant: CallInstant, _ report: CallReport) {
    state.withLock { $0.append(report) }
  }
}

/// Asks a second loader where the first has nothing.
struct FallbackLoader: ResourceLoading {
  let first: any ResourceLoading
  let then: any ResourceLoading

  func load(_ request: LoadRequest, session: FetchSession) async throws(LoadFailure) -> LoadedResource {
    do throws(LoadFailure) {
      return try await first.load(request, session: session)
    } catch {
      return try await then.load(request, session: session)
    }
  }
}
