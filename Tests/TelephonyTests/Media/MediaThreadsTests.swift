import Foundation
import Synchronization
import Testing

@testable import Telephony

/// Which media thread takes the next call.
struct MediaThreadsTests {
  private func place(_ threads: [(seats: Int, load: Int)]) -> Int {
    MediaThreads.place(among: threads.map { .init(seats: $0.seats, load: $0.load) }, fill: 500)
  }

  @Test func theFirstOfEmptyOnes() {
    #expect(place([(0, 0), (0, 0), (0, 0)]) == 0)
  }

  @Test func theFullestThatHasTime() {
    #expect(place([(10, 20), (200, 300), (0, 0)]) == 1)
  }

  @Test func theNextOneAfterAFullOne() {
    #expect(place([(400, 500), (0, 0), (0, 0)]) == 1)
    #expect(place([(400, 501), (30, 60), (0, 0)]) == 1)
  }

  @Test func allAlikeWhenAllAreFull() {
    #expect(place([(400, 600), (390, 650), (410, 590)]) == 1)
  }

  @Test func aThreadWhoseCallsHaveGoneHasTimeAgain() throws {
    let thread = try MediaThread()
    thread.load.store(900, ordering: .relaxed)
    thread.measuredSeats.store(100, ordering: .relaxed)
    thread.seats.store(100, ordering: .relaxed)
    #expect(thread.expectedLoad == 900)
    thread.seats.store(50, ordering: .relaxed)
    #expect(thread.expectedLoad == 450)
    thread.seats.store(0, ordering: .relaxed)
    #expect(thread.expectedLoad == 0)
  }

  /// As far as this process may let a thread go first; a tester who is not root may see it go nowhere.
  @Test func theyGoFirst() async throws {
    let allowed = await withCheckedContinuation { (done: CheckedContinuation<Int32, Never>) in
      Thread.detachNewThread {
        _ = setpriority(Self.process, 0, -15)
        done.resume(returning: getpriority(Self.process, 0))
      }
    }
    let threads = try MediaThreads(count: 1, ports: 40_000...40_001)
    defer { threads.stop() }
    var niceness: [Int32] = []
    for _ in 0..<1000 where niceness.isEmpty || niceness.contains(where: { $0 != allowed }) {
      try await Task.sleep(for: .milliseconds(2))
      niceness = try Self.threads(named: "media-0\n").map { getpriority(Self.process, $0) }
    }
    #expect(!niceness.isEmpty && niceness.allSatisfy { $0 == allowed })
  }

  /// A thread, where its number or 0 is given.
  private static let process = __priority_which_t(PRIO_PROCESS.rawValue)

  private static func threads(named name: String) throws -> [id_t] {
    let folder = "/proc/self/task"
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      FileManager.default.contents(atPath: "\(folder)/\($0)/comm").map { String(decoding: $0, as: UTF8.self) } == name
    }.compactMap { id_t($0) }
  }
}
