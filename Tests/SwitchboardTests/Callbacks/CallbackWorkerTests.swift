import MetricsTestKit
import Synchronization
import Testing

@testable import CallStore
@testable import Switchboard

/// In virtual time: a turn happens when the test says so.
@Suite("Keeping promises", .timeLimit(.minutes(5)))
struct CallbackWorkerTests {
  private static let minute = CallbackBench.minute

  @Test("busy, no answer, answered: each try when it is due, and none after it")
  func tries() async throws {
    let bench = try await CallbackBench()
    let worker = bench.worker()
    let id = try await bench.promise("1 23")
    _ = await worker.turn()
    let first = try #require(await bench.ringing())
    #expect(first.id == id)
    #expect(first.destination == "sip:123@pbx")
    first.end(.busy)
    #expect(try await bench.settled(id) == .waiting(from: 5 * Self.minute))
    #expect(await worker.turn() == 5 * Self.minute)
    bench.pass(minutes: 5)
    _ = await worker.turn()
    try #require(await bench.ringing()).end(.noAnswer)
    #expect(try await bench.settled(id) == .waiting(from: 35 * Self.minute))
    bench.pass(minutes: 29)
    #expect(await worker.turn() == 35 * Self.minute)
    #expect(try await bench.state(id) == .waiting(from: 35 * Self.minute))
    bench.pass(minutes: 1)
    _ = await worker.turn()
    let last = try #require(await bench.ringing())
    await last.answered()
    #expect(try await bench.store.callback(id)?.attempts.last?.answered == 35 * Self.minute)
    last.end(.conversed)
    #expect(try await bench.settled(id) == .kept(at: 35 * Self.minute))
    #expect(await worker.turn() == nil)
    #expect(try await bench.store.callback(id)?.attempts.map(\.result) == [.busy, .noAnswer, .conversed])
    #expect(await worker.figures.kept == 1)
    let kept = try bench.metrics.expectMeter("attendant_callbacks", [("state", "kept")])
    #expect(kept.lastValue == 1)
    #expect(
      try bench.metrics.expectCounter("attendant_callback_tries_total", [("result", "busy")]).totalValue == 1)
    try await bench.close()
  }

  @Test("closed: nobody is called, until it opens")
  func hours() async throws {
    let bench = try await CallbackBench()
    let worker = bench.worker()
    let id = try await bench.promise("1", within: 600)
    bench.hours.opening.withLock { $0 = 60 * Self.minute }
    #expect(await worker.turn() == 60 * Self.minute)
    #expect(try await bench.state(id) == .waiting(from: 0))
    bench.hours.opening.withLock { $0 = nil }
    bench.pass(minutes: 60)
    _ = await worker.turn()
    try #require(await bench.ringing()).end(.conversed)
    #expect(try await bench.settled(id) == .kept(at: 60 * Self.minute))
    try await bench.close()
  }

  @Test("past the deadline it is marked, closed or not, and called all the same")
  func overdue() async throws {
    let bench = try await CallbackBench()
    let worker = bench.worker()
    let id = try await bench.promise("1", within: 10)
    bench.hours.opening.withLock { $0 = 60 * Self.minute }
    #expect(await worker.turn() == 10 * Self.minute + 1)
    bench.pass(minutes: 11)
    _ = await worker.turn()
    #expect(try await bench.store.callback(id)?.progress.overdueSince == 11 * Self.minute)
    #expect(await worker.figures.overdue == 1)
    bench.hours.opening.withLock { $0 = nil }
    _ = await worker.turn()
    try #require(await bench.ringing()).end(.conversed)
    #expect(try await bench.settled(id) == .kept(at: 11 * Self.minute))
    _ = await worker.turn()
    let figures = await worker.figures
    #expect([figures.overdue, figures.everOverdue, figures.kept] == [0, 1, 1])
    #expect(try bench.metrics.expectMeter("attendant_callbacks_overdue").lastValue == 0)
    try await bench.close()
  }

  @Test("a limit of calls at once, and one of each number")
  func limit() async throws {
    let bench = try await CallbackBench { $0.mostCalls = 2 }
    let worker = bench.worker()
    let first = try await bench.promise("11")
    let same = try await bench.promise("11")
    let second = try await bench.promise("12")
    let third = try await bench.promise("13")
    _ = await worker.turn()
    let calls = [try #require(await bench.ringing()), try #require(await bench.ringing())]
    #expect(calls.map(\.id).sorted() == [first, second])
    _ = await worker.turn()
    #expect(try await bench.state(third) == .waiting(from: 0))
    #expect(try await bench.state(same) == .waiting(from: 0))
    try #require(calls.first { $0.id == second }).end(.conversed)
    _ = try await bench.settled(second)
    // The slot is free a moment after the state is written.
    while try await bench.state(third) == .waiting(from: 0) { _ = await worker.turn() }
    #expect(try await bench.state(same) == .waiting(from: 0))
    #expect(await bench.ringing()?.id == third)
    try await bench.close()
  }

  @Test("a number that may not be called, one that is none, and no line here")
  func refused() async throws {
    let bench = try await CallbackBench()
    let worker = bench.worker()
    let forbidden = try await bench.promise("900")
    let bad = try await bench.promise("alice")
    let good = try await bench.promise("1")
    // Two at once: the good one comes when the others have been turned away.
    while try await bench.state(good) == .waiting(from: 0) { _ = await worker.turn() }
    #expect(try await bench.state(forbidden) == .failed(.forbidden, at: 0))
    #expect(try await bench.state(bad) == .failed(.badNumber, at: 0))
    try #require(await bench.ringing()).end(.noLine)
    #expect(try await bench.settled(good) == .waiting(from: Self.minute))
    #expect(try await bench.store.callback(good)?.progress.tries == 0)
    try await bench.close()
  }

  @Test("what cannot be written down is written later, and nobody is called again in the meantime")
  func unsettled() async throws {
    let bench = try await CallbackBench()
    let worker = bench.worker()
    let id = try await bench.promise("1")
    _ = await worker.turn()
    let call = try #require(await bench.ringing())
    // The store lets nobody write.
    try await bench.store.deny(true)
    await call.answered()
    call.end(.conversed)
    let faults = "attendant_callback_store_faults_total"
    while (try? bench.metrics.expectCounter(faults, [("reason", "readonly")]).totalValue) ?? 0 < 2 {
      await Task.yield()
    }
    bench.pass(minutes: 60)
    for _ in 0..<3 { #expect(await worker.turn() == nil) }
    guard case .calling = try await bench.state(id) else {
      Issue.record("it was given up")
      return
    }
    try await bench.store.deny(false)
    _ = await worker.turn()
    // As of when it was over, not of when it could be written.
    #expect(try await bench.state(id) == .kept(at: 0))
    try await bench.close()
  }

  @Test("by itself: a promise is kept without anybody asking for a turn, and stopping waits for the call")
  func loop() async throws {
    let bench = try await CallbackBench()
    let worker = bench.worker()
    await worker.begin()
    let id = try await bench.promise("1")
    worker.poke()
    let call = try #require(await bench.ringing())
    await worker.stop()
    let late = try await bench.promise("12")
    worker.poke()
    async let finished: Void = worker.finish()
    call.end(.conversed)
    await finished
    #expect(try await bench.state(id) == .kept(at: 0))
    #expect(try await bench.state(late) == .waiting(from: 0))
    // And others may work now.
    let next = bench.worker()
    _ = await next.turn()
    #expect(await bench.ringing()?.id == late)
    try await bench.close()
  }

  @Test("two workers of one store: one stands by until the other ends")
  func standBy() async throws {
    let bench = try await CallbackBench()
    let first = bench.worker()
    let second = bench.worker()
    _ = await first.turn()
    let id = try await bench.promise("1")
    #expect(await second.turn() == nil)
    #expect(try await bench.state(id) == .waiting(from: 0))
    await first.finish()
    _ = await second.turn()
    #expect(await bench.ringing()?.id == id)
    try await bench.close()
  }
}
