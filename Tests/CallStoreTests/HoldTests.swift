import Testing

@testable import CallStore

@Suite("Promises of which nobody was told yet")
struct HoldTests {
  private func held(_ store: CallbackStore, _ number: String = "1", until hold: Int64 = 500) async throws -> Int64 {
    try #require(try await store.hold(Scratch.promise(number, at: 100, due: 9_000), until: hold) { true })
  }

  private func begin(_ store: CallbackStore) async throws -> CallbackWork {
    try #require(try await CallbackWork.begin(on: store, by: CallbackRules(), at: 100))
  }

  @Test("nobody is called before it is confirmed, and then at once")
  func confirm() async throws {
    let scratch = try Scratch()
    let store = try await CallbackStore.open(scratch.path)
    let work = try await begin(store)
    let id = try await held(store)
    #expect(try await work.claim(most: 9, at: 100) == [])
    #expect(try await work.claim(most: 9, at: 499) == [])
    try await store.confirm(id)
    #expect(try await store.callback(id)?.progress.state == .waiting(from: 100))
    #expect(try await work.claim(most: 9, at: 100).map(\.id) == [id])
    // Too late to matter.
    try await store.confirm(id)
    guard case .calling = try await store.callback(id)?.progress.state else {
      Issue.record("it is not being called any more")
      return
    }
    try await store.close()
  }

  @Test("withdrawn, it is gone, and its id is never given again")
  func withdraw() async throws {
    let scratch = try Scratch()
    let store = try await CallbackStore.open(scratch.path)
    let work = try await begin(store)
    let id = try await held(store)
    #expect(try await store.withdraw(id))
    #expect(try await store.withdraw(id))
    #expect(try await store.callback(id) == nil)
    #expect(try await work.claim(most: 9, at: 100_000) == [])
    #expect(try await held(store) > id)
    try await store.close()
  }

  @Test("what is being called, or was, is not withdrawn any more")
  func tooLate() async throws {
    let scratch = try Scratch()
    let store = try await CallbackStore.open(scratch.path)
    let work = try await begin(store)
    let id = try await held(store)
    #expect(try await work.claim(most: 9, at: 500).map(\.id) == [id])
    #expect(try await store.withdraw(id) == false)
    try await work.ended(id, .busy, at: 600)
    #expect(try await store.withdraw(id) == false)
    // Nor does a confirmation bring the next try forward.
    try await store.confirm(id)
    #expect(try await store.callback(id)?.progress.state == .waiting(from: 300_600))
    try await store.close()
  }

  @Test("what is not wanted any more when the store comes to it is not stored")
  func unwanted() async throws {
    let scratch = try Scratch()
    let store = try await CallbackStore.open(scratch.path)
    #expect(try await store.hold(Scratch.promise("1", due: 1), until: 1) { false } == nil)
    #expect(try await store.figures() == CallbackFigures())
    try await store.close()
  }

  @Test("a process that dies before it says: the promise stands, from the end of the hold on")
  func crash() async throws {
    let scratch = try Scratch()
    let store = try await CallbackStore.open(scratch.path)
    let id = try await held(store)
    try await store.close()
    let again = try await CallbackStore.open(scratch.path)
    let work = try await begin(again)
    #expect(try await work.claim(most: 9, at: 499) == [])
    #expect(try await work.nextMoment().call == 500)
    #expect(try await work.claim(most: 9, at: 500).map(\.id) == [id])
    try await again.close()
  }
}
