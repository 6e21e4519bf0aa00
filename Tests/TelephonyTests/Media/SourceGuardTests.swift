import Testing

@testable import Telephony

struct SourceGuardTests {
  static let agreed = "192.0.2.1:4000"

  enum Act: Sendable {
    case packet(String, sequence: UInt16, at: Int)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    var learnsUnknownHosts = false
    let acts: [Act]
    let verdicts: [SourceGuard.Verdict]
    let target: String

    var testDescription: String { name }
  }

  static func from(_ address: String, _ sequence: UInt16 = 0, at time: Int = 0) -> Act {
    .packet(address, sequence: sequence, at: time)
  }

  static let rows: [Row] = [
    Row(name: "as agreed", acts: [from(agreed), from(agreed)], verdicts: [.learned, .accepted], target: agreed),
    Row(
      name: "the agreed host, another port", acts: [from("192.0.2.1:5000"), from("192.0.2.1:5000")],
      verdicts: [.learned, .accepted], target: "192.0.2.1:5000"),
    Row(name: "a stranger", acts: [from("198.51.100.9:4000")], verdicts: [.refused], target: agreed),
    Row(
      name: "a stranger in a row", acts: [from("198.51.100.9:4000", 1), from("198.51.100.9:4000", 2)],
      verdicts: [.refused, .refused], target: agreed),
    Row(
      name: "the host that signalling showed", acts: [from("203.0.113.5:999")], verdicts: [.learned],
      target: "203.0.113.5:999"),
    Row(
      name: "a second port at once", acts: [from(agreed), from("192.0.2.1:5000", at: 100)],
      verdicts: [.learned, .refused], target: agreed),
    Row(
      name: "a second port after a silence", acts: [from(agreed), from("192.0.2.1:5000", at: 300)],
      verdicts: [.learned, .learned], target: "192.0.2.1:5000"),
    Row(
      name: "where unknown hosts may be learned, one packet", learnsUnknownHosts: true,
      acts: [from("198.51.100.9:4000", 1)], verdicts: [.refused], target: agreed),
    Row(
      name: "two in a row", learnsUnknownHosts: true,
      acts: [from("198.51.100.9:4000", 1), from("198.51.100.9:4000", 2), from("198.51.100.9:4000", 3)],
      verdicts: [.refused, .learned, .accepted], target: "198.51.100.9:4000"),
    Row(
      name: "two not in a row", learnsUnknownHosts: true,
      acts: [from("198.51.100.9:4000", 1), from("198.51.100.9:4000", 3)], verdicts: [.refused, .refused], target: agreed
    ),
    Row(
      name: "two of different places", learnsUnknownHosts: true,
      acts: [from("198.51.100.9:4000", 1), from("198.51.100.8:4000", 2)], verdicts: [.refused, .refused], target: agreed
    ),
    Row(
      name: "never after somebody was heard", learnsUnknownHosts: true,
      acts: [from(agreed), from("198.51.100.9:4000", 1, at: 1000), from("198.51.100.9:4000", 2, at: 1020)],
      verdicts: [.learned, .refused, .refused], target: agreed),
    Row(
      name: "the agreed one after an unknown one", learnsUnknownHosts: true,
      acts: [from("198.51.100.9:4000", 1), from("198.51.100.9:4000", 2), from(agreed, 9, at: 500)],
      verdicts: [.refused, .learned, .learned], target: agreed),
  ]

  @Test(arguments: rows)
  func whoCounts(_ row: Row) throws {
    var guardian = SourceGuard(
      agreed: try address(Self.agreed), knownHosts: [try address("203.0.113.5:5060")],
      learnsUnknownHosts: row.learnsUnknownHosts)
    var verdicts: [SourceGuard.Verdict] = []
    for case .packet(let from, let sequence, let time) in row.acts {
      verdicts.append(
        guardian.take(from: try address(from), source: 1, sequence: sequence, at: Int64(time) * 1_000_000))
    }
    #expect(verdicts == row.verdicts)
    #expect(guardian.target?.description == row.target)
  }

  @Test(arguments: [
    "0.0.0.0:4000", "192.0.2.1:0", "224.0.0.1:4000", "239.1.2.3:4000", "255.255.255.255:9", "[::]:4000",
    "[ff02::1]:4000",
  ])
  func nothingIsSentThere(_ agreed: String) throws {
    #expect(SourceGuard(agreed: try address(agreed)).target == nil)
  }

  @Test func nobodyCountsBeforeAnAgreement() throws {
    var guardian = SourceGuard(agreed: nil, learnsUnknownHosts: true)
    #expect(guardian.take(from: try address(Self.agreed), source: 1, sequence: 1, at: 0) == .refused)
    #expect(guardian.take(from: try address(Self.agreed), source: 1, sequence: 2, at: 0) == .refused)
    #expect(guardian.target == nil)
  }

  @Test func addressesAreReadAndWritten() throws {
    #expect(SocketAddress("2001:db8::1", port: 5)?.description == "[2001:db8::1]:5")
    #expect(SocketAddress("[::1]", port: 5)?.host == "::1")
    #expect(SocketAddress("127.0.0.1", port: 5)?.description == "127.0.0.1:5")
    for text in ["", "example.com", "1.2.3", "1.2.3.4.5", "::g", "::1%nosuch", String(repeating: "1", count: 100)] {
      #expect(SocketAddress(text, port: 5) == nil)
    }
  }

  private func address(_ text: String) throws -> SocketAddress {
    let parts = text.split(separator: ":")
    let port = UInt16(parts.last ?? "") ?? 0
    return try #require(SocketAddress(String(text.dropLast((parts.last?.count ?? 0) + 1)), port: port))
  }
}
