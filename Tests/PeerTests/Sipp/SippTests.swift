import CallRuntime
import Foundation
import Testing

/// Many callers, callers who think better of it, and a bad network.
@Suite(.serialized, .enabled(if: Sipp.path != nil, Sipp.isMissing), .timeLimit(.minutes(5)))
struct SippTests {
  private static let ordinary = SippMessages.scenario(
    SippMessages.begin, SippMessages.pause(300), SippMessages.end(cseq: 2))

  private static func served(_ more: [String] = [], _ body: (Served, Folder) async throws -> Void) async throws {
    let folder = try Folder()
    try await Served.during(try GoodCall.flow(in: folder), in: folder, more) { try await body($0, folder) }
  }

  @Test func aThousandCalls() async throws {
    try await Self.served { served, folder in
      let before = try served.descriptors()
      let sipp = try await Sipp.run(Self.ordinary, calls: 1000, rate: 50, to: served.port, in: folder)
      #expect(sipp.code == 0, "\(sipp.errors)")
      #expect(sipp.failed == 0)
      #expect(sipp.successful == 1000)
      let records = try await served.records(1000)
      #expect(records.count == 1000)
      #expect(records.allSatisfy { $0.end == "hangup" })
      try await served.expectDescriptors(before)
    }
  }

  /// Each rings, and the caller gives up.
  @Test func cancelledCalls() async throws {
    let cancelled = SippMessages.scenario(
      SippMessages.request("INVITE", cseq: 1, inDialog: false, body: SippMessages.offer),
      SippMessages.expect(100, optional: true), SippMessages.expect(180),
      SippMessages.request("CANCEL", cseq: 1, inDialog: false, via: "[last_Via:]"),
      SippMessages.expect(200), SippMessages.expect(487),
      SippMessages.request("ACK", cseq: 1, via: "[last_Via:]", repeats: false))
    try await Self.served(["--rings", "3"]) { served, folder in
      let before = try served.descriptors()
      let sipp = try await Sipp.run(cancelled, calls: 100, rate: 50, to: served.port, in: folder)
      #expect(sipp.code == 0, "\(sipp.errors)")
      #expect(sipp.failed == 0)
      #expect(sipp.successful == 100)
      try await served.expectDescriptors(before)
    }
  }

  /// Every tenth datagram is lost, both ways: it is sent again, and no call fails.
  @Test(arguments: [7, 8] as [UInt64])
  func aNetworkThatLoses(seed: UInt64) async throws {
    try await Self.served { served, folder in
      let relay = try Relay(to: served.port, loss: 10, again: 0, seed: seed)
      defer { relay.stop() }
      let before = try served.descriptors()
      let sipp = try await Sipp.run(
        Self.ordinary, calls: 200, rate: 50, to: relay.port, in: folder,
        ["-max_invite_retrans", "10", "-max_non_invite_retrans", "10"])
      #expect(sipp.code == 0, "\(sipp.errors)")
      #expect(sipp.failed == 0)
      #expect(sipp.successful == 200)
      #expect(sipp.repeated > 20)
      #expect(relay.counts.lost > 50)
      try await served.expectDescriptors(before)
    }
  }

  /// Whatever comes twice counts once.
  @Test func aNetworkThatRepeats() async throws {
    try await Self.served { served, folder in
      let relay = try Relay(to: served.port, loss: 0, again: 100, seed: 1)
      defer { relay.stop() }
      let sipp = try await Sipp.run(Self.ordinary, calls: 100, rate: 20, to: relay.port, in: folder)
      #expect(sipp.code == 0, "\(sipp.errors)")
      #expect(sipp.failed == 0)
      #expect(relay.counts.repeated >= 600)
      let records = try await served.records(100)
      #expect(records.count == 100)
      #expect(Set(records.map(\.id)).count == 100)
    }
  }

  /// Hold, resume, a key in INFO after it.
  @Test func offersWithinCalls() async throws {
    let scenario = SippMessages.scenario(
      SippMessages.begin, SippMessages.offerAgain("sendonly", cseq: 2, answered: "recvonly"),
      SippMessages.offerAgain("inactive", cseq: 3, answered: "inactive"),
      SippMessages.offerAgain("sendrecv", cseq: 4, answered: "sendrecv"),
      SippMessages.request(
        "INFO", cseq: 5, body: "Signal=5\nDuration=160", type: "application/dtmf-relay"),
      SippMessages.expect(200), SippMessages.pause(1000), SippMessages.end(cseq: 6))
    try await Self.served { served, folder in
      let sipp = try await Sipp.run(scenario, calls: 20, rate: 10, to: served.port, in: folder)
      #expect(sipp.code == 0, "\(sipp.errors)")
      #expect(sipp.failed == 0)
      let records = try await served.records(20)
      #expect(records.allSatisfy { $0.path.count { $0.result != nil } == 1 })
    }
  }

  /// Questions by the thousand do not take a key from a call that is up.
  @Test func optionsBesideACall() async throws {
    let options = SippMessages.scenario(
      SippMessages.request("OPTIONS", cseq: 1, inDialog: false), SippMessages.expect(200))
    try await Self.served { served, folder in
      let pressed = try await GoodCall.during(served) { call in
        let flood = Task { try await Sipp.run(options, calls: 5000, rate: 1000, to: served.port, in: folder) }
        let done = Flag()
        let waiting = Task {
          defer { done.set() }
          return try await flood.value
        }
        let pressed = try await call.press { $0 < 20 || !done.isSet }
        let sipp = try await waiting.value
        #expect(sipp.code == 0, "\(sipp.errors)")
        #expect(sipp.failed == 0)
        #expect(sipp.successful == 5000)
        return pressed
      }
      let record = try #require(try await served.records(1).first)
      #expect(record.path.count { $0.result != nil } == pressed)
    }
  }
}
