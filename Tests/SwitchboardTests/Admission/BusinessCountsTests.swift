import Testing

@testable import Switchboard

@Suite("What flows say of their calls")
struct BusinessCountsTests {
  @Test("outcomes are counted, metrics summed")
  func counts() {
    var counts = BusinessCounts()
    _ = counts.note(outcome: "resolved", metrics: ["score": 4, "steps": 1.5])
    _ = counts.note(outcome: "resolved", metrics: ["score": -1])
    let names = counts.note(outcome: nil, metrics: ["score": 2])
    #expect(counts.outcomes == ["resolved": 2])
    #expect(counts.metrics["score"]?.sum == 5)
    #expect(counts.metrics["score"]?.count == 3)
    #expect(counts.metrics["steps"]?.sum == 1.5)
    #expect(names.outcome == nil)
    #expect(names.metrics == ["score": "score"])
  }

  @Test("names are bounded in number and length, and nothing is lost")
  func bounds() {
    var counts = BusinessCounts()
    for number in 0..<500 { _ = counts.note(outcome: "o\(number)", metrics: ["m\(number)": 1]) }
    _ = counts.note(outcome: "o3", metrics: [:])
    #expect(counts.outcomes.count == BusinessCounts.mostNames + 1)
    #expect(counts.outcomes.values.reduce(0, +) == 501)
    #expect(counts.outcomes["o3"] == 2)
    #expect(counts.outcomes[BusinessCounts.other] == 400)
    #expect(counts.metrics.count == BusinessCounts.mostNames + 1)
    #expect(counts.metrics.values.map(\.count).reduce(0, +) == 500)
    let long = String(repeating: "x", count: 9_999)
    var fresh = BusinessCounts()
    #expect(fresh.note(outcome: long, metrics: [:]).outcome?.count == BusinessCounts.longestName)
  }
}
