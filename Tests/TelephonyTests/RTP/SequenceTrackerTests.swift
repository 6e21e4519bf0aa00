import Testing

@testable import Telephony

struct SequenceTrackerTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let first: UInt16
    let packets: [UInt16]
    /// Of the last packet.
    let verdict: SequenceTracker.Verdict
    let received: Int
    let lost: Int

    init(
      _ name: String, _ first: UInt16, _ packets: [UInt16], _ verdict: SequenceTracker.Verdict, received: Int, lost: Int
    ) {
      (self.name, self.first, self.packets) = (name, first, packets)
      (self.verdict, self.received, self.lost) = (verdict, received, lost)
    }

    var testDescription: String { name }
  }

  static let rows: [Row] = [
    Row("in order", 10, [11, 12], .next(missing: 0), received: 3, lost: 0),
    Row("two lost", 10, [13], .next(missing: 2), received: 2, lost: 2),
    Row("over the wrap", 0xFFFE, [0xFFFF, 0, 1], .next(missing: 0), received: 4, lost: 0),
    Row("lost at the wrap", 0xFFFE, [1], .next(missing: 2), received: 2, lost: 2),
    Row("twice", 10, [11, 11], .duplicate, received: 2, lost: 0),
    Row("the first twice", 10, [10], .duplicate, received: 1, lost: 0),
    Row("late", 10, [12, 11], .late, received: 3, lost: 0),
    Row("late, and twice", 10, [12, 11, 11], .duplicate, received: 3, lost: 0),
    Row("late over the wrap", 0xFFFF, [1, 0], .late, received: 3, lost: 0),
    Row("older than the first", 10, [9], .duplicate, received: 1, lost: 0),
    Row("64 ahead, all between lost", 10, [74], .next(missing: 63), received: 2, lost: 63),
    Row("64 ahead, and the 63rd before", 10, [74, 11], .late, received: 3, lost: 62),
    Row("far away once", 10, [5000], .stray, received: 1, lost: 0),
    Row("far away twice", 10, [5000, 5001], .restarted, received: 1, lost: 0),
    Row("far away, not in a row", 10, [5000, 5002], .stray, received: 1, lost: 0),
    Row("far away, and back", 10, [5000, 11], .next(missing: 0), received: 2, lost: 0),
    Row("far away, back, far away again", 10, [5000, 11, 5001], .stray, received: 2, lost: 0),
    Row("far back twice", 10_000, [10, 11], .restarted, received: 1, lost: 0),
    Row("after a new beginning", 10, [5000, 5001, 5002], .next(missing: 0), received: 2, lost: 0),
  ]

  @Test(arguments: rows)
  func following(_ row: Row) {
    var tracker = SequenceTracker(first: row.first)
    var verdict: SequenceTracker.Verdict?
    for packet in row.packets { verdict = tracker.take(packet) }
    #expect(verdict == row.verdict)
    #expect(tracker.received == row.received)
    #expect(tracker.lost == row.lost)
  }

  @Test func wrapsAreCounted() {
    var tracker = SequenceTracker(first: 65_000)
    for number in 65_001..<(65_536 * 3) { _ = tracker.take(UInt16(truncatingIfNeeded: number)) }
    #expect(tracker.highest == 65_536 * 3 - 1)
    #expect(tracker.lost == 0)
  }

  @Test func fractionIsOfTheTimeSinceTheReportBefore() {
    var tracker = SequenceTracker(first: 0)
    for number in stride(from: 2, to: 100, by: 2) { _ = tracker.take(UInt16(number)) }
    #expect(tracker.fractionLost() == 126)
    for number in 99..<200 { _ = tracker.take(UInt16(number)) }
    #expect(tracker.fractionLost() == 0)
    #expect(tracker.fractionLost() == 0)
    for number in stride(from: 203, to: 300, by: 4) { _ = tracker.take(UInt16(number)) }
    #expect(tracker.fractionLost() == 192)
  }

  @Test func evenPacketsHaveNoJitter() {
    var jitter = ArrivalJitter()
    for index in 0..<100 { jitter.take(arrival: Int64(index) * 20_000_000, timestamp: UInt32(index) * 160) }
    #expect(jitter.samples == 0)
  }

  @Test func everySecondPacketLate() {
    var jitter = ArrivalJitter()
    // Spaced 15 and 25 ms: the mean deviation of the spacing is 5 ms. The timestamp wraps on the way.
    for index in 0..<400 {
      let arrival = Int64(index) * 20_000_000 + (index.isMultiple(of: 2) ? 0 : 5_000_000)
      jitter.take(arrival: arrival, timestamp: UInt32(index) &* 160 &- 30_000)
    }
    #expect((38...40).contains(jitter.samples))
    #expect((4700...5100).contains(jitter.microseconds))
  }

  @Test func aJumpOfTheSendersClockIsNoJitter() {
    var jitter = ArrivalJitter()
    jitter.take(arrival: 0, timestamp: 0)
    jitter.take(arrival: 20_000_000, timestamp: 3_000_000_000)
    jitter.take(arrival: 40_000_000, timestamp: 3_000_000_160)
    #expect(jitter.samples == 0)
  }
}
