import CallRuntime
import Testing

@testable import Switchboard

/// Who is let in: a value, so that each row can be written down.
@Suite("Admission")
struct AdmissionTests {
  private static let limits = Admission.Limits(calls: 2, callsPerSecond: nil, load: 0.8, peers: nil)

  private func route(_ name: String = "*", most: Int? = nil) -> CallRoute {
    CallRoute(name: name, flow: "file:///f.vxml", resources: ResourceStore(), mostCalls: most)
  }

  @Test("as many as may be, and one more when one has gone")
  func full() {
    var admission = Admission(Self.limits)
    let route = route()
    for _ in 0..<2 {
      do {
        let refusal = admission.refusal(from: "a", load: 0, now: .zero)
        #expect(refusal == nil)
      }
      admission.begin(route)
    }
    do {
      let refusal = admission.refusal(from: "a", load: 0, now: .zero)
      #expect(refusal == .full)
    }
    admission.end(route)
    do {
      let refusal = admission.refusal(from: "a", load: 0, now: .zero)
      #expect(refusal == nil)
    }
    #expect(admission.counts.active == 1)
    #expect(admission.counts.ended == 1)
  }

  @Test("a busy machine takes no more, except where it has no call at all")
  func load() {
    var admission = Admission(Self.limits)
    do {
      let refusal = admission.refusal(from: "a", load: 0.99, now: .zero)
      #expect(refusal == nil)
    }
    admission.begin(route())
    do {
      let refusal = admission.refusal(from: "a", load: 0.79, now: .zero)
      #expect(refusal == nil)
    }
    do {
      let refusal = admission.refusal(from: "a", load: 0.8, now: .zero)
      #expect(refusal == .overloaded)
    }
  }

  @Test("a route has a limit of its own")
  func routes() {
    var admission = Admission(Self.limits)
    let (narrow, wide) = (route("1", most: 1), route("2"))
    #expect(admission.refusal(by: narrow) == nil)
    admission.begin(narrow)
    #expect(admission.refusal(by: narrow) == .routeFull)
    #expect(admission.refusal(by: wide) == nil)
    admission.takeBack(narrow)
    #expect(admission.refusal(by: narrow) == nil)
    #expect(admission.counts.answered == 0)
    #expect(admission.counts.activeByRoute.isEmpty)
    admission.begin(narrow, isOurs: true)
    admission.takeBack(narrow, isOurs: true)
    #expect(admission.counts == ServerCounts())
  }

  @Test("a drain lets nobody in, and strangers learn nothing of it")
  func drain() throws {
    var limits = Self.limits
    limits.peers = try PeerList(["10.0.0.0/8"])
    var admission = Admission(limits)
    admission.drain()
    do {
      let refusal = admission.refusal(from: "10.1.2.3", load: 0, now: .zero)
      #expect(refusal == .draining)
    }
    do {
      let refusal = admission.refusal(from: "192.0.2.1", load: 0, now: .zero)
      #expect(refusal == .stranger)
    }
  }

  @Test("a source that calls too often waits; others do not")
  func rates() {
    var limits = Self.limits
    limits.callsPerSecond = 2
    var admission = Admission(limits)
    let calls = [("a", 0), ("a", 0), ("a", 0), ("b", 0), ("a", 499), ("a", 1000)]
    let answers = calls.map { admission.refusal(from: $0, load: 0, now: .milliseconds($1)) }
    #expect(answers == [nil, nil, .tooOften, nil, .tooOften, nil])
  }

  @Test("more sources than can be told apart cost no memory")
  func manySources() {
    var rates = SourceRates(rate: 1)
    var taken = 0
    for number in 0..<20_000 where rates.takes("s\(number)", now: .zero) { taken += 1 }
    #expect(taken == SourceRates.most)
    // The old ones have calmed down, and are forgotten.
    let isTaken = rates.takes("new", now: .seconds(2))
    #expect(isTaken)
  }

  @Test(
    "networks",
    arguments: [
      ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false), ("192.0.2.0/24", "192.0.2.255", true),
      ("192.0.2.0/24", "192.0.3.0", false), ("0.0.0.0/0", "8.8.8.8", true), ("10.0.0.0/9", "10.127.0.1", true),
      ("10.0.0.0/9", "10.128.0.1", false), ("2001:db8::/32", "2001:db8:1::1", true),
      ("2001:db8::/32", "2001:db9::1", false), ("::ffff:192.0.2.1", "192.0.2.1", true), ("0.0.0.0/0", "::1", false),
      ("192.0.2.1", "nonsense", false),
    ])
  func networks(_ text: String, _ address: String, _ isIn: Bool) throws {
    #expect(try PeerList([text]).contains(address) == isIn)
  }

  @Test("what is no network", arguments: ["", "host.example", "192.0.2.1/33", "192.0.2.1/x", "2001:db8::/129", "/8"])
  func noNetwork(_ text: String) {
    #expect(throws: PeerListFault(text: text)) { try PeerList([text]) }
  }

  @Test(
    "what each refusal answers",
    arguments: [
      (CallRefusal.stranger, 403, false), (.unknownNumber, 404, false), (.routeFull, 486, true), (.full, 503, true),
      (.draining, 503, true), (.tooOften, 503, true), (.overloaded, 503, true), (.noMedia, 503, true),
      (.badOffer(status: 488), 488, false),
    ])
  func answers(_ refusal: CallRefusal, _ status: Int, _ isPassing: Bool) {
    #expect(refusal.status == status)
    #expect(refusal.isPassing == isPassing)
  }
}
