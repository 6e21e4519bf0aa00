import Dispatch
import Foundation
import GRDB
import TestCallers
import Testing

@testable import CallStore

/// `attendant serve` as it is shipped, killed with SIGKILL at each stage of a promise.
@Suite("Promises outlive the server", .serialized, .timeLimit(.minutes(10)))
struct PromiseTests {
  /// Promises to call the number back that was called, and then says nothing until the caller hangs up.
  private static let promising = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">
      <form>
        <block>
          <ivr:callback numberexpr="session.connection.local.uri" within="1h" reason="a bill" name="ticket"/>
          <log label="promised" expr="ticket"/>
        </block>
        <field name="rest" type="digits"><property name="timeout" value="600s"/></field>
        <catch event="error.callback"><log label="not promised" expr="_event"/><exit/></catch>
      </form>
    </vxml>
    """
  /// Goes on until somebody hangs up or presses a key.
  private static let calling = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
      <form>
        <block><log label="back" expr="session.parameters.callback + ' ' + session.parameters.reason"/></block>
        <field name="rest" type="digits?length=1"><property name="timeout" value="600s"/></field>
      </form>
    </vxml>
    """
  /// Gives the store a second, and goes on talking.
  private static let hasty = promising.replacing(
    "<form>", with: "<property name=\"fetchtimeout\" value=\"1s\"/><form>", maxReplacements: 1)
  private static let short = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml"><form><block><log>short</log></block></form></vxml>
    """

  private struct Scene {
    let folder: Folder
    let callee: Callee
    let port: UInt16
    var store: String { folder.path("calls.sqlite") }

    init() async throws {
      folder = try Folder()
      callee = try await Callee()
      port = try Loopback.freePort()
      try folder.write("promise.vxml", PromiseTests.promising)
      try folder.write("hasty.vxml", PromiseTests.hasty)
      try folder.write("long.vxml", PromiseTests.calling)
      try folder.write("short.vxml", PromiseTests.short)
    }

    /// - Parameter back: the flow of call-backs; without it promises are only stored.
    func serve(_ flow: String = "promise.vxml", back: String? = nil, more: String = "") async throws -> Child {
      let callbacks = back.map {
        """
        callbacks: {flow: \($0), to: "sip:{number}@127.0.0.1:\(callee.port)", busy: 1s, noanswer: 1s, tries: 9, \
        calls: 1, rings: 12}
        """
      }
      try folder.write(
        "c.yaml",
        """
        sip: 127.0.0.1:\(port)
        rtp-ports: 27800-27899
        voice: hum
        store: \(store)
        \(callbacks ?? "")
        \(more)
        routes: [{flow: \(flow)}]
        """)
      let child = try Child(
        Served.executable.path, ["serve", "--config", folder.path("c.yaml")], in: folder.url,
        environment: ["XDG_CACHE_HOME": folder.path("cache")])
      try await said("answering", by: child)
      return child
    }

    func said(_ text: String, by child: Child) async throws {
      _ = try await child.state.wait(for: text) { state in
        if let code = state.code { throw GaveUp(what: text, state: "\(code): \(state.errors)") }
        return state.errors.first { $0.contains(text) }
      }
    }

    func kill(_ child: Child) async throws {
      child.signal(SIGKILL)
      _ = try await child.code()
    }

    /// Calls the flow that promises, and hears that it has.
    func promise(_ number: String, by child: Child, hearing word: String = "promised") async throws {
      let phone = try await CallerPhone(port: Loopback.freePort())
      let (dialog, _) = try await phone.call(
        "sip:\(number)@127.0.0.1:\(port)", soundTo: Loopback.freePort())
      try await said(word, by: child)
      await phone.hangUp(dialog)
      await phone.stop()
    }

    /// Waits until a call-back is as a test wants it, looking as another program would.
    func callback(_ id: Int64, _ isWanted: (StoredCallback) -> Bool) async throws -> StoredCallback {
      let store = try await CallbackStore.open(store)
      var callback = try #require(try await store.callback(id))
      while !isWanted(callback) {
        try await Task.sleep(for: .milliseconds(20))
        callback = try #require(try await store.callback(id))
      }
      try await store.close()
      return callback
    }
  }

  @Test("killed after the promise, while it rings, while they talk, and when it is kept")
  func kills() async throws {
    let scene = try await Scene()

    // The promise was told: it is there, whoever dies.
    var server = try await scene.serve()
    try await scene.promise("111", by: server)
    let promised = try await scene.callback(1) { $0.progress.state == .waiting(from: $0.promise.requested) }
    try await scene.kill(server)
    #expect(promised.promise.number == "111")
    #expect(promised.promise.reason == "a bill")
    #expect(promised.promise.name == "ticket")
    #expect(promised.promise.due - promised.promise.requested == 3_600_000)

    // It rings, and the one who calls dies: it rings again.
    server = try await scene.serve(back: "long.vxml")
    _ = try await scene.callee.ringing("111")
    try await scene.kill(server)
    server = try await scene.serve(back: "long.vxml")
    let again = try await scene.callee.ringing("111", times: 2)
    let lost = try await scene.callback(1) { $0.attempts.count == 2 }
    #expect(lost.attempts.first?.result == .lost)

    // They talk, and the one who calls dies: never again.
    try scene.callee.answer(again)
    try await scene.said("1 a bill", by: server)
    let talking = try await scene.callback(1) { _ in true }
    guard case .calling(let claim) = talking.progress.state else {
      Issue.record("\(talking.progress.state)")
      return
    }
    #expect(claim.answered != nil)
    try await scene.kill(server)
    server = try await scene.serve(back: "short.vxml")
    try await scene.promise("222", by: server)
    // The more urgent one would have come first.
    let second = try await scene.callee.ringing("222")
    let broken = try await scene.callback(1) { !$0.progress.state.isOpen }
    guard case .failed(.interrupted, _) = broken.progress.state else {
      Issue.record("\(broken.progress.state)")
      return
    }

    // It is kept, and the server dies: it stays kept.
    try scene.callee.answer(second)
    _ = try await scene.callback(2) { !$0.progress.state.isOpen }
    try await scene.kill(server)
    server = try await scene.serve(back: "short.vxml")
    try await scene.promise("333", by: server)
    scene.callee.refuse(try await scene.callee.ringing("333"), 486)
    // Busy: once more, a second later.
    try scene.callee.answer(try await scene.callee.ringing("333", times: 2))
    let last = try await scene.callback(3) { !$0.progress.state.isOpen }
    #expect(last.attempts.map(\.result) == [.busy, .conversed])
    let kept = try await scene.callback(2) { _ in true }
    guard case .kept = kept.progress.state else {
      Issue.record("\(kept.progress.state)")
      return
    }
    #expect(kept.attempts.count == 1)
    #expect(scene.callee.numbers == ["111", "111", "222", "333", "333"])
    await server.end()
    #expect(try await server.code() == 0)
    try await scene.callee.stop()
  }

  @Test("killed when the caller was told, and the store does not know yet: it is called, a minute later")
  func killedUnconfirmed() async throws {
    let scene = try await Scene()
    let store = try await CallbackStore.open(scene.store)
    try await store.write { db in
      try db.execute(
        sql: """
          CREATE TRIGGER unheard BEFORE UPDATE OF next ON callbacks BEGIN SELECT RAISE(ABORT, 'unheard'); END
          """)
    }
    let first = try await scene.serve()
    try await scene.promise("111", by: first)
    try await scene.kill(first)
    let promised = try await scene.callback(1) { _ in true }
    guard case .waiting(let from) = promised.progress.state else {
      Issue.record("\(promised.progress.state)")
      return
    }
    #expect(from > promised.promise.requested + 60_000)
    // Which now has passed.
    try await store.write { db in
      try db.execute(sql: "DROP TRIGGER unheard")
      try db.execute(sql: "UPDATE callbacks SET next = requested")
    }
    try await store.close()
    let second = try await scene.serve(back: "short.vxml")
    try scene.callee.answer(try await scene.callee.ringing("111"))
    _ = try await scene.callback(1) { !$0.progress.state.isOpen }
    await second.end()
    #expect(try await second.code() == 0)
    try await scene.callee.stop()
  }

  @Test("a store that is locked for longer than the flow waits: who was told so is not called")
  func tooSlow() async throws {
    let scene = try await Scene()
    let server = try await scene.serve("hasty.vxml", back: "short.vxml")
    let store = try await CallbackStore.open(scene.store)
    let gate = DispatchSemaphore(value: 0)
    let (locks, locked) = AsyncStream.makeStream(of: Void.self)
    let lock = Task {
      try await store.write { _ in
        locked.yield()
        gate.wait()
      }
    }
    for await _ in locks { break }
    try await scene.promise("111", by: server, hearing: "error.callback.timeout")
    gate.signal()
    try await lock.value
    await server.end()
    #expect(try await server.code() == 0)
    #expect(try await store.figures() == CallbackFigures())
    try await store.close()
    #expect(scene.callee.numbers == [])
    try await scene.callee.stop()
  }

  @Test("no promise without a store, to a number that may not be called, or to none")
  func refusals() async throws {
    let scene = try await Scene()
    let server = try await scene.serve(back: "short.vxml", more: "transfers: \"sip:1*@127.0.0.1:*\"")
    for (number, event) in [("999", "error.callback.noauthorization"), ("me", "error.callback.badnumber")] {
      let phone = try await CallerPhone(port: Loopback.freePort())
      let (dialog, _) = try await phone.call("sip:\(number)@127.0.0.1:\(scene.port)", soundTo: Loopback.freePort())
      try await scene.said(event, by: server)
      _ = await phone.end(of: dialog)
      await phone.stop()
    }
    await server.end()
    #expect(try await server.code() == 0)
    let store = try await CallbackStore.open(scene.store)
    #expect(try await store.figures() == CallbackFigures())
    try await store.close()
    #expect(scene.callee.numbers == [])
    try await scene.callee.stop()
  }

  @Test("a store that cannot be used is a missing part")
  func unusable() async throws {
    let folder = try Folder()
    try folder.write("a.vxml", Self.short)
    try folder.write("store", String(repeating: "no database ", count: 100))
    try folder.write(
      "c.yaml", "sip: 127.0.0.1:\(try Loopback.freePort())\nvoice: hum\nstore: store\nroutes: [{flow: a.vxml}]\n")
    let child = try Child(Served.executable.path, ["serve", "--config", folder.path("c.yaml")], in: folder.url)
    #expect(try await child.code() == 3)
    #expect(child.state.state.errors.contains { $0.contains("'store': the call store is damaged") })
  }
}
