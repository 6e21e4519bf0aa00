import Testing

@testable import Telephony

struct RTCPCompoundTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let hex: String
    let result: Result<RTCPCompound, RTPFault>

    init(_ name: String, _ hex: String, _ result: Result<RTCPCompound, RTPFault>) {
      (self.name, self.hex, self.result) = (name, hex, result)
    }

    var testDescription: String { name }
  }

  static let block = "0000000b 40ffffff 00010002 00000007 11112222 00010000"
  static let receiver = "81c90007 0000000a \(block)"
  static let description = "81ca0002 0000000a 01016100"
  static let read = ReportBlock(
    source: 11, fractionLost: 64, lost: -1, highestSequence: 0x1_0002, jitter: 7, lastReport: 0x1111_2222,
    delay: 0x1_0000)
  static let rows: [Row] = [
    Row("nothing", "", .failure(.cutOff)),
    Row("half a header", "80c9", .failure(.cutOff)),
    Row("version 1", "40c90001 0000000a", .failure(.version)),
    Row("an empty receiver report", "80c90001 0000000a", .success(RTCPCompound(source: 10))),
    Row("a receiver report", receiver, .success(RTCPCompound(source: 10, blocks: [read]))),
    Row("with a description", receiver + description, .success(RTCPCompound(source: 10, blocks: [read]))),
    Row(
      "a sender report", "80c80006 0000000a 0000000100000002 00000003 00000004 00000005",
      .success(
        RTCPCompound(
          source: 10, sender: SenderInfo(time: NTPTime(bits: 0x1_0000_0002), timestamp: 3, packets: 4, bytes: 5)))),
    Row("a sender report that is cut off", "80c80004 0000000a 0000000100000002 00000003", .failure(.cutOff)),
    Row("a block that is missing", "82c90007 0000000a \(block)", .failure(.cutOff)),
    Row("longer than the datagram", "80c90002 0000000a", .failure(.cutOff)),
    Row(
      "a goodbye", "80c90001 0000000a 82cb0002 0000000a 0000000c",
      .success(RTCPCompound(source: 10, leaving: [10, 12]))),
    Row(
      "a goodbye with its reason", "80c90001 0000000a 81cb0002 0000000a 02627965",
      .success(
        RTCPCompound(source: 10, leaving: [10]))),
    Row("a goodbye that is cut off", "80c90001 0000000a 82cb0001 0000000a", .failure(.cutOff)),
    Row("a goodbye first", "81cb0001 0000000a", .failure(.kind)),
    Row("a description first", description, .failure(.kind)),
    Row("an unknown kind behind", "80c90001 0000000a 80cf0001 00000000", .success(RTCPCompound(source: 10))),
    Row("padding in the last", "80c90001 0000000a a0cf0001 00000004", .success(RTCPCompound(source: 10))),
    Row("padding before the last", "a0c90002 0000000a 00000004 80cf0000", .failure(.padding)),
    Row("padding that is no word", "a0c90002 0000000a 00000003", .failure(.padding)),
    Row("nothing but padding", "a0c90001 00000008", .failure(.padding)),
  ]

  @Test(arguments: rows)
  func reading(_ row: Row) {
    #expect(Datagram(hex: row.hex).reports == row.result)
  }

  @Test(arguments: [
    RTCPCompound(source: 1),
    RTCPCompound(source: 1, blocks: [read]),
    RTCPCompound(
      source: .max, sender: SenderInfo(time: NTPTime(bits: .max), timestamp: 1, packets: 2, bytes: 3), blocks: [read],
      leaving: [.max]),
  ])
  func whatIsWrittenIsRead(_ compound: RTCPCompound) {
    for length in [0, 1, 2, 3, 300] {
      var bytes = [UInt8](repeating: 0xFF, count: 600)
      let name = [UInt8](repeating: 0x61, count: length)
      let count = bytes.withUnsafeMutableBytes { compound.write(name: name, to: $0) }
      #expect(count?.isMultiple(of: 4) == true)
      #expect(Datagram(Array(bytes.prefix(count ?? 0))).reports == .success(compound))
    }
  }

  @Test func thereMustBeRoom() {
    var bytes = [UInt8](repeating: 0, count: 20)
    #expect(bytes.withUnsafeMutableBytes { RTCPCompound(source: 1).write(name: [0x61], to: $0) } == 20)
    #expect(bytes.withUnsafeMutableBytes { RTCPCompound(source: 1, leaving: [1]).write(name: [0x61], to: $0) } == nil)
  }

  /// The example of RFC 3550 §6.4.1, figure 2.
  @Test func roundTripOfTheStandardsExample() {
    let arrival = NTPTime(bits: 0x0000_B710_8000_0000)
    #expect(arrival.short == 0xB710_8000)
    let trip = ShortDuration.roundTrip(arrival: arrival, lastReport: 0xB705_2000, delay: 0x0005_4000)
    #expect(trip == ShortDuration(bits: 0x0006_2000))
    #expect(trip?.microseconds == 6_125_000)
  }

  @Test func impossibleRoundTripsAreNone() {
    let arrival = NTPTime(bits: 0x0000_B710_8000_0000)
    #expect(ShortDuration.roundTrip(arrival: arrival, lastReport: 0, delay: 0) == nil)
    #expect(ShortDuration.roundTrip(arrival: arrival, lastReport: 0xB710_8000, delay: 1) == nil)
    #expect(ShortDuration.roundTrip(arrival: arrival, lastReport: 0xA710_8000, delay: 0) == nil)
  }

  @Test func timesOfReports() {
    #expect(NTPTime(sinceEpoch: 0).bits == 2_208_988_800 << 32)
    #expect(NTPTime(sinceEpoch: 1_500_000_000).bits == 0x83AA_7E81_8000_0000)
    #expect(ShortDuration(nanoseconds: 1_500_000_000).bits == 0x1_8000)
    #expect(ShortDuration(nanoseconds: -1).bits == 0)
    #expect(ShortDuration(nanoseconds: .max).bits <= .max)
  }
}
