import CallInterface
import ECMAScript
import ScriptEngine
import Testing

/// A call gets its engine when something first needs one. When that is must not show.
struct DeferredTests {
  /// The same acts on one context that has its engine from the start, and on one that has not, ended by expressions that
  /// tell all there is to see.
  @Test(arguments: UInt64(1)...100) func `nobody can tell`(seed: UInt64) async throws {
    let lane = try ScriptLane()
    try await lane.run {
      let eager = Acts(try Call(on: lane)), deferred = Acts(try Call(on: lane))
      _ = try eager.call.data("0")
      var random = SeededRandom(seed: seed)
      for _ in 0..<40 {
        let act = Act(from: &random)
        let (wanted, found) = (eager.do(act), deferred.do(act))
        #expect(found == wanted, "\(act)")
      }
      for (found, wanted) in zip(deferred.everything(), eager.everything()) { #expect(found == wanted) }
    }
  }

  @Test func `what a call of plain menus does needs no engine`() async throws {
    let lane = try ScriptLane()
    try await lane.run {
      let call = try Call(on: lane)
      try call.context.declare(["choice", "tries"], in: call.dialog)
      try call.context.set("choice", to: .string("billing"), in: call.dialog)
      #expect(call.context.variable("choice", in: call.dialog).map(String.init(describing:)) == "string(\"billing\")")
      #expect(call.context.isDeclared("tries", in: call.anonymous))
      #expect(try call.context.text(.number(3)) == "3")
      #expect(try call.context.export(.string("x")) == .string("x"))
      call.context.collectGarbage()
      #expect(lane.liveContexts == 1)
      #expect(lane.startedContexts == 0)
      #expect(try call.data("choice + tries") == .string("billingundefined"))
      #expect(lane.liveContexts == 1)
      #expect(lane.startedContexts == 1)
    }
    try await lane.run {}
    #expect(lane.liveContexts == 0)
  }

  @Test func `numbers at the end of what an integer holds have their texts`() async throws {
    try await withCall { call throws in
      #expect(try call.context.text(.number(-9_223_372_036_854_775_808)) == "-9223372036854776000")
      #expect(try call.context.text(.number(9_007_199_254_740_991)) == "9007199254740991")
      #expect(try call.context.text(.number(-0.0)) == "0")
      #expect(try call.context.text(.number(0.5)) == "0.5")
      #expect(try call.context.text(.number(.nan)) == "NaN")
    }
  }
}
