import CallInterface
import ECMAScript
import Glibc
import ScriptEngine
import Testing

/// An actor of a lane, as a call's runner is.
private actor Runner {
  private let lane: ScriptLane
  private var context: DeferredContext?
  private var scope: ScriptScope?

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  init(lane: ScriptLane) {
    self.lane = lane
  }

  func start() throws {
    let context = try lane.makeContext(ScriptConfiguration())
    let scope = try context.openScope(named: "application", inside: nil)
    try context.run("var n = 0", in: scope)
    self.context = context
    self.scope = scope
  }

  func count() throws -> DataValue {
    guard let context, let scope else { return .undefined }
    return try context.export(try context.evaluate("++n", in: scope))
  }
}

/// Carries a value out of its lane, only to let go of it.
private final class Parcel: @unchecked Sendable {
  // Written on the lane, emptied once the lane is done with it.
  var contents: [Any] = []
}

struct LaneTests {
  @Test func `an actor runs on its lane`() async throws {
    let lanes = try ScriptLanes(count: 2)
    let runners = (0..<10).map { _ in Runner(lane: lanes.next()) }
    for runner in runners { try await runner.start() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for runner in runners { group.addTask { for _ in 0..<20 { _ = try await runner.count() } } }
      try await group.waitForAll()
    }
    for runner in runners { #expect(try await runner.count() == .number(21)) }
  }

  /// A task that prefers a lane stays there, whatever actors it calls.
  @Test func `a task may run on a lane with all it calls`() async throws {
    actor Other {
      func isOn(_ lane: ScriptLane) -> Bool { lane.isCurrent }
    }
    let lane = try ScriptLane()
    let other = Other()
    let places = await Task(executorPreference: lane) {
      await withTaskGroup(of: Bool.self) { group in
        group.addTask { await other.isOn(lane) }
        group.addTask { lane.isCurrent }
        return await group.reduce(into: [lane.isCurrent]) { $0.append($1) }
      }
    }.value
    #expect(places == [true, true, true])
    // What takes long begins like this.
    let elsewhere = await Task(executorPreference: lane) { await Task { lane.isCurrent }.value }.value
    #expect(!elsewhere)
    #expect(await !other.isOn(lane))
  }

  @Test func `what is scheduled comes in its order`() async throws {
    let lane = try ScriptLane()
    let (numbers, mailbox) = AsyncStream.makeStream(of: Int.self)
    for number in [3, 1, 2] { _ = lane.schedule(after: .milliseconds(number * 20)) { mailbox.yield(number) } }
    let never = lane.schedule(after: .milliseconds(30)) { mailbox.yield(0) }
    lane.cancel(never)
    lane.cancel(never)
    _ = lane.schedule(after: .milliseconds(80)) { mailbox.finish() }
    #expect(await numbers.reduce(into: []) { $0.append($1) } == [1, 2, 3])
    #expect(lane.scheduled == 0)
  }

  @Test func `what is cancelled leaves nothing`() async throws {
    let lane = try ScriptLane()
    var kept: [ScriptLane.Timer] = []
    for number in 0..<10_000 {
      let timer = lane.schedule(after: .seconds(3600 + (number * 7919) % 1000)) { Issue.record("too early") }
      if number.isMultiple(of: 100) { kept.append(timer) } else { lane.cancel(timer) }
    }
    #expect(lane.scheduled == 100)
    for timer in kept { lane.cancel(timer) }
    #expect(lane.scheduled == 0)
    // The longest time there is, and none at all.
    lane.cancel(lane.schedule(after: .seconds(Int64.max)) {})
    await withCheckedContinuation { done in _ = lane.schedule(after: .seconds(-1)) { done.resume() } }
  }

  @Test func `calls go where the fewest are`() async throws {
    let lanes = try ScriptLanes(count: 3)
    #expect(lanes.lanes.count == 3)
    let parcel = Parcel()
    for _ in 0..<9 {
      let lane = lanes.next()
      try await lane.run { parcel.contents.append(try lane.makeContext(ScriptConfiguration())) }
    }
    #expect(lanes.lanes.map(\.liveContexts) == [3, 3, 3])
    let second = lanes.lanes[1]
    try await second.run { parcel.contents.removeAll { ($0 as? DeferredContext) != nil } }
    for lane in lanes.lanes { try await lane.run {} }
    #expect(lanes.lanes.map(\.liveContexts) == [0, 0, 0])
  }

  @Test func `a context is made on its lane only`() async throws {
    let lane = try ScriptLane()
    #expect(throws: ScriptFault.self) { _ = try lane.makeContext(ScriptConfiguration()) }
    #expect(!lane.isCurrent)
    #expect(try await lane.run { lane.isCurrent })
  }

  @Test func `VAR-34 and ROB-19 calls of one lane do not touch`() async throws {
    let lane = try ScriptLane()
    try await lane.run {
      let limits = ScriptLimits(time: .milliseconds(50))
      let one = try Call(on: lane, ScriptConfiguration(limits: limits)), other = try Call(on: lane)
      try one.run(
        """
        Array.prototype.zap = 1; Object.prototype.zap = 2; String.prototype.trim = null; delete Array.prototype.map;
        Object.freeze(Object.prototype); Array.prototype.join = () => 'mine'; Function.prototype.call = null; JSON.parse = null;
        Object.defineProperty = null; Reflect.ownKeys = null; Error.prototype.zap = 3; RangeError.prototype.zap = 4;
        """)
      #expect(one.kind("(function () { for (;;); })()") == .timeLimit)
      #expect(one.kind("(function f() { f() })()") == .depthLimit)
      let probe =
        "[[].zap, ({}).zap, ' a '.trim(), [1].map(x => x + 1).join(), new RangeError().zap, typeof Object.defineProperty]"
      #expect(
        try other.data(probe)
          == .array(
            [.undefined, .undefined, .string("a"), .string("2"), .undefined, .string("function")]))
      #expect(try one.data("[1].zap") == .number(1))
      // The platform still works in the first.
      try one.run("var later = 1; function f() { return later }")
      #expect(try one.data("{a: [f()]}") == .object([.init("a", .array([.number(1)]))]))
      let third = try Call(on: lane)
      #expect(try third.data(probe) == (try other.data(probe)))
    }
  }

  @Test func `an error of the platform leads nowhere`() async throws {
    try await withCall { call throws in
      let escape = """
        (function () {
          var found = [];
          for (var make of [() => 'a'.repeat(1e9), () => [Symbol()].join(), () => JSON.stringify(deep), () => [deep] + '', () => new Date(Symbol())]) {
            try { make() } catch (error) {
              for (var p = error; p; p = Object.getPrototypeOf(p)) {
                try { p.poison = 1 } catch (e) {}
                try { found.push(p.constructor.constructor('return globalThis')() === globalThis) } catch (e) { found.push('no') }
              }
            }
          }
          return found.every(x => x === true || x === 'no') && found.length > 5
        })()
        """
      try call.run("var deep = []; for (var i = 0; i < 100000; i++) deep = [deep]")
      #expect(try call.data(escape) == .boolean(true))
    }
  }

  @Test func `references may be let go of anywhere`() async throws {
    let lane = try ScriptLane()
    let parcel = Parcel()
    try await lane.run {
      let call = try Call(on: lane)
      for _ in 0..<100 { parcel.contents.append(try call.context.evaluate("{a: 'x'}", in: call.anonymous)) }
      parcel.contents.append(call.context)
    }
    #expect(lane.liveContexts == 1)
    parcel.contents = []
    try await lane.run {}
    #expect(lane.liveContexts == 0)
  }

  @Test func `a context outlives its last use while an object of it is held`() async throws {
    let lane = try ScriptLane()
    try await lane.run {
      var object = ScriptValue.undefined
      func make() throws {
        let call = try Call(on: lane)
        object = try call.context.evaluate("{a: 1}", in: call.anonymous)
      }
      try make()
      #expect(lane.liveContexts == 1)
      #expect(!object.isUndefined)
      object = .undefined
      #expect(lane.liveContexts == 0)
    }
  }

  @Test func `memory comes back`() async throws {
    let lane = try ScriptLane()
    func use(_ count: Int) async throws -> Int {
      try await lane.run {
        for index in 0..<count {
          let call = try Call(on: lane)
          try call.run(
            "var list = []; for (var i = 0; i < 200; i++) list.push({i: 'item ' + i}); function f() { return list }")
          let value = try call.context.evaluate("f()", in: call.anonymous)
          try call.context.set("copy", to: value, in: call.dialog)
          if index % 50 == 0 { call.context.collectGarbage() }
        }
        return residentPages()
      }
    }
    let warm = try await use(300)
    let end = try await use(2000)
    #expect(Double(end) < 1.6 * Double(warm))
    #expect(lane.liveContexts == 0)
  }
}

private func residentPages() -> Int {
  guard let file = fopen("/proc/self/statm", "r") else { return 0 }
  defer { fclose(file) }
  var buffer = [CChar](repeating: 0, count: 128)
  guard fgets(&buffer, 128, file) != nil else { return 0 }
  let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  return Int(text.split(separator: " ")[1]) ?? 0
}
