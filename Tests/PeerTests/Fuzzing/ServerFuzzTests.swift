import CallRuntime
import Foundation
import Testing

private func setting(_ name: String) -> UInt64? {
  ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
}

private let seconds =
  setting("ATTENDANT_SERVER_FUZZ_SECONDS") ?? min(setting("ATTENDANT_FUZZ_SECONDS") ?? 3, 10)
private let seed = setting("ATTENDANT_FUZZ_SEED") ?? .random(in: 1...UInt64(UInt32.max))

/// Rubbish on every port of a live server, beside one good call that must not notice.
///
/// Lasts `ATTENDANT_SERVER_FUZZ_SECONDS`, else as long as the other fuzzers but not more than 10 s, else 3 s;
/// `ATTENDANT_FUZZ_SEED` repeats a run.
@Suite(.serialized, .timeLimit(.minutes(5 + seconds / 30)))
struct ServerFuzzTests {
  @Test func rubbishDisturbsNobody() async throws {
    print("server fuzz: ATTENDANT_FUZZ_SEED=\(seed)")
    let folder = try Folder()
    try await Served.during(
      try GoodCall.flow(in: folder), in: folder, ["--most-calls", "20", "--rtp-ports", "20000-20199"]
    ) { served in
      let pressed = try await GoodCall.during(served) { call in
        let storm = try Storm(served, seed: seed)
        try storm.blow(packets: 2000)
        let before = (descriptors: try served.descriptors(), memory: try served.memory())
        let over = Flag()
        let fuzzing = Task.detached {
          defer { over.set() }
          try storm.blow(for: .seconds(Int64(seconds)))
        }
        let pressed = try await call.press { _ in !over.isSet }
        try await fuzzing.value
        #expect(storm.sent > 2000)
        // Nobody who did not take part is sent anything: not even the ports that offers named.
        #expect(storm.reflected == 0)
        #expect(storm.unasked == [])
        // Calls that rubbish began give back what they had.
        #expect(try served.descriptors() <= before.descriptors + 24)
        #expect(try served.memory() <= before.memory + 65_536 + Int(seconds) * 100)
        let more = try served.memory() - before.memory
        print(
          "server fuzz: \(storm.sent) packets, \(storm.bytesBack) bytes back for \(storm.bytesSent) of SIP,",
          terminator: " ")
        print("\(pressed) keys beside them, \(more) KB of memory more")
        return pressed
      }
      #expect(pressed > 0)
      let own = try await served.child.state.wait(for: "the good call's record") { state in
        try state.output.map { try JSONDecoder().decode(CallRecord.self, from: Data($0.utf8)) }
          .first { $0.from.contains("caller@") }
      }
      #expect(own.path.count { $0.result != nil } == pressed)
    }
  }
}
