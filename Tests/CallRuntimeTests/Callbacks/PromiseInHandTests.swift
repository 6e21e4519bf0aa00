import CallInterface
import FlowInterpreter
import ScriptEngine
import Synchronization
import Testing

@testable import CallRuntime

/// What a store is told of each promise: that it may be kept, or that it must not.
@Suite("Promises on their way", .timeLimit(.minutes(5)))
struct PromiseInHandTests {
  private static let lanes = Result { try ScriptLanes(count: 2) }

  /// A store that is done when a test says so, and writes down what it is told.
  private final class SlowStore: CallbackKeeping {
    let begun = Signal()
    let released = Signal()
    let cancelled = Signal()
    let settled = Signal()
    private let isSlow: Bool
    private let log = Mutex<[String]>([])
    var told: [String] { log.withLock(\.self) }

    init(isSlow: Bool = true) { self.isSlow = isSlow }

    func keep(_ request: CallbackRequest, of call: PromisingCall) async -> CallbackAnswer {
      begun.give()
      if isSlow {
        await withTaskCancellationHandler {
          await released.wait()
        } onCancel: {
          cancelled.give()
        }
      }
      log.withLock { $0.append("stored") }
      return .stored(id: 7)
    }

    func confirm(_ id: Int) async { settle("confirmed \(id)") }
    func withdraw(_ id: Int) async { settle("withdrawn \(id)") }

    private func settle(_ text: String) {
      log.withLock { $0.append(text) }
      settled.give()
    }
  }

  private static let call = PromisingCall(id: "c", flow: "f", facts: CallFacts(startedAt: 0), time: 0)

  private func request(_ timeout: Duration) -> CallbackRequest {
    CallbackRequest(number: "1", within: .seconds(60), language: "en", timeout: timeout)
  }

  private func run(
    _ store: SlowStore, timeout: String, channel: ScriptedChannel = ScriptedChannel(), clock: RunnerClock = .real
  ) async throws -> CallOutcome {
    let flow = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1"><form>
      <property name="fetchtimeout" value="\(timeout)"/><catch event="error"><exit expr="_event"/></catch>
      <block><ivr:callback numberexpr="1" name="ticket"/><exit expr="ticket"/></block></form></vxml>
      """
    let runner = CallRunner(
      flow: "http://h/main", facts: CallFacts(startedAt: 0), channel: channel,
      resources: ResourceStore(loader: TableLoader(["http://h/main": flow])), lane: try Self.lanes.get().next(),
      clock: clock, callbacks: store)
    return await runner.run()
  }

  @Test("stored in time: confirmed once the flow knows", arguments: [RunnerClock.real, .virtual()])
  func confirmed(clock: RunnerClock) async throws {
    let store = SlowStore(isSlow: false)
    let outcome = try await run(store, timeout: "600s", clock: clock)
    #expect(outcome.end == CallEnd(reason: .exit, value: .number(7)))
    await store.settled.wait()
    #expect(store.told == ["stored", "confirmed 7"])
  }

  @Test("stored too late: the flow was told that it failed, and the store that it must not be kept")
  func withdrawn() async throws {
    let store = SlowStore()
    let outcome = try await run(store, timeout: "20ms")
    #expect(outcome.end == CallEnd(reason: .exit, value: .string("error.callback.timeout")))
    await store.cancelled.wait()
    #expect(store.told == [])
    store.released.give()
    await store.settled.wait()
    #expect(store.told == ["stored", "withdrawn 7"])
  }

  @Test("no time at all: the store is not even asked")
  func noTime() async throws {
    let store = SlowStore()
    let promise = PromiseInHand(request(.zero), of: Self.call, by: store)
    #expect(await promise.answer(isVirtual: false) == .timedOut(request(.zero)))
    #expect(store.told == [])
  }

  @Test("an answer that the flow took no more, because its time was over at the same moment")
  func untaken() async throws {
    let store = SlowStore(isSlow: false)
    let promise = PromiseInHand(request(.seconds(600)), of: Self.call, by: store)
    #expect(await promise.answer(isVirtual: false) == .stored(id: 7))
    promise.withdraw()
    // Whoever comes later changes nothing.
    promise.confirm()
    await store.settled.wait()
    #expect(store.told == ["stored", "withdrawn 7"])
  }

  @Test("a call that is cut off while the store works: nobody was told that it failed, so it stands")
  func cutOff() async throws {
    let store = SlowStore()
    let call = Task { try await run(store, timeout: "600s") }
    await store.begun.wait()
    call.cancel()
    _ = try await call.value
    store.released.give()
    await store.settled.wait()
    #expect(store.told == ["stored", "confirmed 7"])
  }
}
