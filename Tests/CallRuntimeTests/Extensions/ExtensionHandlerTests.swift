import CallInterface
import FlowInterpreter
import FlowParser
import ScriptEngine
import Synchronization
import Testing

@testable import CallRuntime

/// Handlers of a host beside the call: when they are waited for, and when no longer.
@Suite struct ExtensionHandlerTests {
  private static let lanes = Result { try ScriptLanes(count: 2) }

  private func run(
    _ body: String, _ handler: (any ExtensionHandler)?, clock: RunnerClock = .virtual(),
    reports: ReportLog = ReportLog()
  ) async throws -> CallOutcome {
    let schema = try ExtensionSchema([
      ExtensionElement("ask", of: "urn:x", attributes: [.optional("what", .expression)], result: .optional)
    ])
    let flow = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:x="urn:x"><form>
      <catch event="error"><exit expr="_event"/></catch>\(body)</form></vxml>
      """
    let store = ResourceStore(
      loader: TableLoader(["http://h/main": flow]),
      options: ResourceOptions(parsing: ParserOptions(extensions: schema)))
    let facts = CallFacts(startedAt: 0)
    let channel = ScriptedChannel()
    let lane = try Self.lanes.get().next()
    // Whoever gives no handler has none.
    let runner =
      if let handler {
        CallRunner(
          flow: "http://h/main", facts: facts, channel: channel, resources: store, lane: lane, clock: clock,
          extensions: handler, keepsEvents: true, observer: { reports.add($0, $1) })
      } else {
        CallRunner(
          flow: "http://h/main", facts: facts, channel: channel, resources: store, lane: lane, clock: clock,
          keepsEvents: true, observer: { reports.add($0, $1) })
      }
    return await runner.run()
  }

  /// Answers at once what it was asked.
  private struct Echo: ExtensionHandler {
    func perform(_ request: ExtensionRequest, of call: CallFacts) async throws -> ExtensionResult {
      for _ in 0..<3 { await Task.yield() }
      return .value(request.attributes["what"] ?? .undefined)
    }
  }

  /// Begins, and ends only when it is cancelled or released.
  private final class Endless: ExtensionHandler {
    let begun = Signal()
    let cancelled = Signal()
    /// Of those who do not heed that they were cancelled.
    let released = Signal()
    let isHeedless: Bool

    init(isHeedless: Bool = false) {
      self.isHeedless = isHeedless
    }

    func perform(_ request: ExtensionRequest, of call: CallFacts) async throws -> ExtensionResult {
      begun.give()
      await withTaskCancellationHandler {
        await (isHeedless ? released : cancelled).wait()
      } onCancel: {
        cancelled.give()
      }
      return .nothing
    }
  }

  private static let sum = """
    <block><x:ask what="1" name="a"/><x:ask what="a + 1" name="b"/><prompt>One moment.</prompt></block>
    <block><exit expr="typeof a"/></block>
    """

  @Test(arguments: [RunnerClock.real, .virtual()])
  func twoInARow(clock: RunnerClock) async throws {
    let reports = ReportLog()
    // Nothing here is about time, and a machine may be busy with other tests.
    let body = """
      <property name="fetchtimeout" value="600s"/>
      <block><x:ask what="[1]" name="a"/><x:ask what="a[0] + 1" name="b"/><exit expr="b"/></block>
      """
    let outcome = try await run(body, Echo(), clock: clock, reports: reports)
    #expect(outcome.end == CallEnd(reason: .exit, value: .number(2)))
    let elements = reports.entries.filter { if case .extension = $0 { true } else { false } }
    #expect(elements == Array(repeating: .extension(namespace: "urn:x", name: "ask", outcome: "ok"), count: 2))
  }

  /// No time of the call passes while the host works, however long it does.
  @Test func virtualCallsAreTheSameEachTime() async throws {
    var outcomes: Set<CallOutcome> = []
    for _ in 0..<5 { outcomes.insert(try await run(Self.sum, Echo())) }
    #expect(outcomes.count == 1)
    let answers = outcomes.first?.events.filter { $0.event.isAnswer } ?? []
    #expect(answers.map(\.at) == [.start, .start, .start])
  }

  @Test func whoeverAddsNoElementsPerformsNone() async throws {
    let outcome = try await run("<block><x:ask/></block>", nil)
    #expect(outcome.end.value == .string("error.unsupported.ask"))
  }

  @Test func aHandlerThatTakesTooLongIsCancelled() async throws {
    let handler = Endless()
    let outcome = try await run("<block><x:ask fetchtimeout=\"10ms\"/></block>", handler, clock: .real)
    #expect(outcome.end.value == .string("error.extension.timeout"))
    await handler.cancelled.wait()
  }

  /// Not even one that does not heed it holds up the call's end.
  @Test(arguments: [RunnerClock.real, .virtual()])
  func aCallThatIsCancelledWaitsForNoHandler(clock: RunnerClock) async throws {
    let handler = Endless(isHeedless: true)
    let call = Task { try await run("<block><x:ask fetchtimeout=\"3600s\"/></block>", handler, clock: clock) }
    await handler.begun.wait()
    call.cancel()
    let outcome = try await call.value
    #expect(outcome.end.reason == .hangup)
    #expect(outcome.events.contains { $0.event == .hungUp })
    await handler.cancelled.wait()
    handler.released.give()
  }
}
