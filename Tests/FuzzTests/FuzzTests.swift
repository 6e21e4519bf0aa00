import CallInterface
import FlowDocument
import FlowInterpreter
import FlowParser
import Foundation
import ScriptEngine
import Testing

/// Random calls through mutated flows. A flow and its calls follow from one seed: with ATTENDANT_FUZZ_SEED set to the
/// seed of a failure they come first. ATTENDANT_FUZZ_SECONDS says how long to go on (20; 0 is one flow).
@Suite struct FuzzTests {
  private static let callsOfAFlow = 5

  private struct Tally {
    var documents = 0
    var calls = 0
    var refused = 0
    var events = 0
    var inexact = 0
  }

  @Test func mutatedFlowsInRandomCalls() async throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["ATTENDANT_FUZZ_SEED"].flatMap { UInt64($0) } ?? .random(in: 0..<1_000_000_000)
    let seconds = environment["ATTENDANT_FUZZ_SECONDS"].flatMap { Int($0) } ?? 20
    let corpus = try Corpus()
    let defaults = try Self.defaults()
    print("fuzz: ATTENDANT_FUZZ_SEED=\(seed)")
    let end = ContinuousClock.now + .seconds(seconds)
    var tally = Tally()
    var next = seed
    repeat {
      // A lane holds what its scripts compiled; a fresh one now and then keeps the process small.
      let lane = try ScriptLane()
      for _ in 0..<200 {
        let present = next
        next &+= 1
        try Self.note(present)
        tally.documents += 1
        let calls = try await Self.calls(present, corpus, defaults, on: lane)
        tally.refused += calls.isEmpty ? 1 : 0
        for call in calls {
          tally.calls += 1
          tally.events += call.turns.count
          tally.inexact += call.isExact ? 0 : 1
          guard let complaint = call.complaint else { continue }
          Issue.record("\(Self.describe(call, complaint, seed: present))")
          return
        }
        if ContinuousClock.now >= end { break }
      }
    } while ContinuousClock.now < end
    print(
      "fuzz: \(tally.calls) calls, \(tally.events) events, \(tally.documents) documents,",
      "\(tally.refused) refused, \(tally.inexact) not replayed (a script was stopped)")
    #expect(tally.calls > 0, "no document was accepted")
  }

  /// The calls of one flow; none where the parser refuses it.
  private static func calls(
    _ seed: UInt64, _ corpus: Corpus, _ defaults: PreparedDocument, on lane: ScriptLane
  ) async throws -> [FuzzedCall] {
    var random = SplitMix64(seed: seed)
    guard let world = World(corpus, random: &random) else { return [] }
    let seeds = (0..<callsOfAFlow).map { _ in random.next() }
    return try await lane.run {
      try seeds.map { seed in
        var call = FuzzedCall(world, defaults: defaults)
        try call.run(on: lane, seed: seed)
        return call
      }
    }
  }

  /// What a crash leaves behind: the seed of the call that was running.
  private static func note(_ seed: UInt64) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "attendant-fuzz-seed")
    try Data("\(seed)\n".utf8).write(to: file)
  }

  private static func defaults() throws -> PreparedDocument {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/CallRuntime/Defaults/defaults.vxml")
    let bytes = Array(try Data(contentsOf: file))
    let result = FlowParser().parseDocument(bytes, uri: "test:/defaults.vxml")
    return PreparedDocument(try #require(result.value, "\(result.diagnostics)"))
  }

  private static func describe(_ call: FuzzedCall, _ complaint: String, seed: UInt64) -> String {
    let events = call.turns.suffix(200).map { "  \($0.at) \($0.event)" }.joined(separator: "\n")
    return """
      \(complaint)
      ATTENDANT_FUZZ_SEED=\(seed)
      \(call.world.entry)
      \(call.world.text)
      The last events:
      \(events)
      """
  }
}
