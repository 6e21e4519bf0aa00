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
}
