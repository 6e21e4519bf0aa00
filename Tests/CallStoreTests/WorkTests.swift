import Testing

@testable import CallStore

@Suite("Working a store off")
struct WorkTests {
  private static let rules = CallbackRules()

  private func store(_ scratch: Scratch, _ promises: CallbackPromise...) async throws -> CallbackStore {
    let store = try await CallbackStore.open(scratch.path)
    for promise in promises { _ = try await store.keep(promise) }
    return store
  }

  private func begin(_ store: CallbackStore, at now: Int64 = 0) async throws -> CallbackWork {
    try #require(try await CallbackWork.begin(on: store, by: Self.rules, at: now))
  }

  @Test("what was promised is read as it was written")
  func keep() async throws {
    let scratch = try Scratch()
    let store = try await store(scratch)
    var promise = Scratch.promise("+86 21 1234", at: 5, due: 60)
    promise.reason = "'); DROP TABLE callbacks; -- \u{1F4DE} 电话"
    let id = try await store.keep(promise)
    promise.reason = nil
    promise.name = nil
    let second = try await store.keep(promise)
    #expect(second > id)
    let read = try #require(try await store.callback(id))
    #expect(read.promise.reason == "'); DROP TABLE callbacks; -- \u{1F4DE} 电话")
    #expect(read.promise.name == "desk")
    #expect(read.progress == CallbackProgress(state: .waiting(from: 5), due: 60))
    #expect(read.attempts == [])
    #expect(try await store.callback(second)?.promise == promise)
    #expect(try await store.callbacks(ofCall: "c1").map(\.id) == [id, second])
    #expect(try await store.callback(99) == nil)
    try await store.close()
  }

  @Test("the most urgent first, one of each number, none twice")
  func claim() async throws {
    let scratch = try Scratch()
    let store = try await store(
      scratch, Scratch.promise("1", due: 900), Scratch.promise("2", due: 500), Scratch.promise("1", due: 700),
      Scratch.promise("3", due: 600), Scratch.promise("4", at: 50, due: 400))
    let work = try await begin(store)
    #expect(try await work.claim(most: 2, at: 10).map(\.id) == [2, 4])
    // 4 is not to be called before 50; of number 1 the more urgent one.
    #expect(try await work.claim(most: 9, at: 10).map(\.id) == [3])
    #expect(try await work.claim(most: 9, at: 10).map(\.id) == [])
    #expect(try await work.claim(most: 9, at: 50).map(\.id) == [5])
    #expect(try await work.nextMoment().call == 0)
    #expect(try await work.ended(3, .conversed, at: 60) == .kept(at: 60))
    #expect(try await work.claim(most: 9, at: 61).map(\.id) == [1])
    #expect(try await work.nextMoment().call == nil)
    try await store.close()
  }

  @Test("every try is written down")
  func attempts() async throws {
    let scratch = try Scratch()
    let store = try await store(scratch, Scratch.promise("1", due: 1_000_000))
    let work = try await begin(store)
    _ = try await work.claim(most: 1, at: 10)
    #expect(try await work.ended(1, .busy, at: 20) == .waiting(from: 300_020))
    _ = try await work.claim(most: 1, at: 300_020)
    try await work.answered(1, at: 300_030)
    #expect(try await work.ended(1, .conversed, at: 300_040) == .kept(at: 300_040))
    // Told twice: nothing changes.
    #expect(try await work.ended(1, .busy, at: 300_050) == .kept(at: 300_040))
    let callback = try #require(try await store.callback(1))
    #expect(
      callback.attempts == [
        CallbackAttempt(began: 10, answered: nil, ended: 20, result: .busy),
        CallbackAttempt(began: 300_020, answered: 300_030, ended: 300_040, result: .conversed),
      ])
    #expect(callback.progress.tries == 2)
    try await store.close()
  }

  @Test("one stint at a time; the next one finds what the last one left")
  func stints() async throws {
    let scratch = try Scratch()
    let store = try await store(
      scratch, Scratch.promise("1", due: 1_000_000), Scratch.promise("2", due: 1_000_000),
      Scratch.promise("3", due: 1_000_000))
    let first = try await begin(store)
    #expect(first.found == 0)
    #expect(try await CallbackWork.begin(on: store, by: Self.rules, at: 1) == nil)
    _ = try await first.claim(most: 2, at: 10)
    try await first.answered(2, at: 12)
    first.end()
    let second = try await begin(store, at: 100)
    #expect(second.found == 2)
    #expect(second.id > first.id)
    #expect(try await store.callback(1)?.progress.state == .waiting(from: 300_100))
    #expect(try await store.callback(1)?.attempts.last?.result == .lost)
    #expect(try await store.callback(2)?.progress.state == .failed(.interrupted, at: 100))
    #expect(try await store.callback(2)?.attempts.last?.answered == 12)
    #expect(try await second.claim(most: 9, at: 100).map(\.id) == [3])
    #expect(try await second.claim(most: 9, at: 300_100).map(\.id) == [1])
    try await store.close()
  }

  @Test("overdue and late are counted")
  func time() async throws {
    let scratch = try Scratch()
    let store = try await store(
      scratch, Scratch.promise("1", due: 100), Scratch.promise("2", due: 200), Scratch.promise("3", due: 300))
    let work = try await begin(store)
    #expect(try await work.nextMoment().due == 100)
    #expect(try await work.passTime(at: 100) == (0, 0))
    #expect(try await work.passTime(at: 250) == (2, 0))
    #expect(try await work.passTime(at: 250) == (0, 0))
    #expect(try await work.nextMoment().due == 300)
    _ = try await work.claim(most: 1, at: 250)
    try await work.ended(1, .conversed, at: 260)
    var figures = try await store.figures()
    #expect(
      [figures.waiting, figures.calling, figures.kept, figures.failed, figures.overdue, figures.everOverdue]
        == [2, 0, 1, 0, 1, 2])
    let late = Int64(24 * 3600 * 1000) + 201
    #expect(try await work.passTime(at: late) == (1, 1))
    figures = try await store.figures()
    #expect(
      [figures.waiting, figures.calling, figures.kept, figures.failed, figures.overdue, figures.everOverdue]
        == [1, 0, 1, 1, 1, 3])
    try await store.close()
  }

  @Test("many promise at once, and each gets an id of its own")
  func many() async throws {
    let scratch = try Scratch()
    let store = try await store(scratch)
    let other = try await CallbackStore.open(scratch.path)
    let ids = try await withThrowingTaskGroup(of: Int64.self) { group in
      for number in 0..<100 {
        group.addTask {
          try await (number.isMultiple(of: 2) ? store : other).keep(Scratch.promise("\(number)", due: 1000))
        }
      }
      return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
    }
    #expect(ids.count == 100)
    let work = try await begin(store)
    #expect(try await work.claim(most: 1000, at: 0).count == 100)
    try await other.close()
    try await store.close()
  }
}
