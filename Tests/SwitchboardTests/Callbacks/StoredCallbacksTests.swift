import CallInterface
import CallRuntime
import GRDB
import Synchronization
import Testing

@testable import CallStore
@testable import Switchboard

@Suite("Promises and their store", .timeLimit(.minutes(5)))
struct StoredCallbacksTests {
  private let call = PromisingCall(id: "c", flow: "f", facts: CallFacts(startedAt: 0), time: 1000)
  private let request = CallbackRequest(number: "1 2", within: .seconds(600), language: "en", timeout: .seconds(5))

  private func id(_ answer: CallbackAnswer) throws -> Int {
    guard case .stored(let id) = answer else { throw Refused(answer: answer) }
    return id
  }

  private struct Refused: Error { let answer: CallbackAnswer }

  @Test("nobody is called before the flow knows, and then without waiting")
  func confirm() async throws {
    let bench = try await CallbackBench()
    let keeper = StoredCallbacks(bench.store, bench.options)
    let worker = bench.worker()
    let id = try id(await keeper.keep(request, of: call))
    bench.clock.withLock { $0 = 1000 }
    // A minute past the time that the flow gives the store.
    #expect(await worker.turn() == 66_000)
    #expect(try await bench.state(Int64(id)) == .waiting(from: 66_000))
    await worker.begin()
    keeper.tell(worker)
    await keeper.confirm(id)
    #expect(await bench.ringing()?.id == Int64(id))
    try await bench.close()
  }

  @Test("a store that is locked until the flow has given up stores nothing")
  func locked() async throws {
    let bench = try await CallbackBench()
    let keeper = StoredCallbacks(bench.store, bench.options)
    let gate = Gate()
    // The store's one writer is busy.
    let busy = Task { try await bench.store.write { _ in gate.wait() } }
    await gate.isReached()
    let keeping = Task { await keeper.keep(request, of: call) }
    keeping.cancel()
    gate.open()
    try await busy.value
    #expect(await keeping.value == .timedOut(request))
    #expect(try await bench.store.figures() == CallbackFigures())
    try await bench.close()
  }

  @Test("what is to be withdrawn is withdrawn as soon as the store can be written, and waited for at the end")
  func withdraw() async throws {
    let bench = try await CallbackBench()
    let keeper = StoredCallbacks(bench.store, bench.options)
    let id = try id(await keeper.keep(request, of: call))
    try await bench.store.deny(true)
    let withdrawing = Task { await keeper.withdraw(id) }
    while keeper.beingWithdrawn == 0 { await Task.yield() }
    #expect(try await bench.state(Int64(id)) != nil)
    try await bench.store.deny(false)
    await keeper.finish()
    #expect(try await bench.store.callback(Int64(id)) == nil)
    await withdrawing.value
    #expect(keeper.beingWithdrawn == 0)
    try await bench.close()
  }
}
