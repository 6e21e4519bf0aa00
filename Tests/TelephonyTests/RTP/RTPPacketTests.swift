import Testing

@testable import Telephony

struct RTPPacketTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let hex: String
    let payload: Result<Range<Int>, RTPFault>

    init(_ name: String, _ hex: String, _ payload: Range<Int>) {
      (self.name, self.hex, self.payload) = (name, hex, .success(payload))
    }

    init(_ name: String, _ hex: String, _ fault: RTPFault) {
      (self.name, self.hex, payload) = (name, hex, .failure(fault))
    }

    var testDescription: String { name }
  }

  static let rest = "0001 00000002 00000003"
  static let rows: [Row] = [
    Row("nothing", "", .cutOff),
    Row("eleven bytes", "8008 0001 00000002 000000", .cutOff),
    Row("an empty payload", "8008 \(rest)", 12..<12),
    Row("a payload", "8008 \(rest) d5d5", 12..<14),
    Row("version 1", "4008 \(rest) d5d5", .version),
    Row("version 0, as STUN has", "0008 \(rest) d5d5", .version),
    Row("version 3", "c008 \(rest) d5d5", .version),
    Row("two contributing sources", "8208 \(rest) 0000000a 0000000b d5", 20..<21),
    Row("two contributing sources, one there", "8208 \(rest) 0000000a", .cutOff),
    Row("an extension", "9008 \(rest) bede0001 01020304 d5", 20..<21),
    Row("an empty extension", "9008 \(rest) bede0000 d5", 16..<17),
    Row("an extension without header", "9008 \(rest) bede", .cutOff),
    Row("an extension longer than the packet", "9008 \(rest) bedeffff d5", .cutOff),
    Row("an extension behind a contributing source", "9108 \(rest) 0000000a bede0001 01020304 d5", 24..<25),
    Row("padding", "a008 \(rest) d5d5 0002", 12..<14),
    Row("nothing but padding", "a008 \(rest) 00000004", 12..<12),
    Row("padding of nothing", "a008 \(rest) d500", .padding),
    Row("padding longer than the payload", "a008 \(rest) d503", .padding),
    Row("padding without payload", "a008 \(rest)", .padding),
    Row("all at once", "b188 \(rest) 0000000a bede0001 01020304 d5d5d5 000003", 24..<27),
  ]

  @Test(arguments: rows)
  func reading(_ row: Row) {
    #expect(Datagram(hex: row.hex).packet.map(\.payload) == row.payload)
  }

  @Test func everyFieldHasItsPlace() throws {
    let packet = try Datagram(hex: "80e5 fffe 12345678 9abcdef0 01").packet.get()
    #expect(
      packet.header
        == RTPHeader(marker: true, payloadType: 101, sequence: 0xFFFE, timestamp: 0x1234_5678, source: 0x9ABC_DEF0))
  }

  @Test(arguments: [
    RTPHeader(payloadType: 0, sequence: 0, timestamp: 0, source: 0),
    RTPHeader(marker: true, payloadType: 127, sequence: .max, timestamp: .max, source: .max),
    RTPHeader(marker: false, payloadType: 8, sequence: 258, timestamp: 0x0102_0304, source: 0x0506_0708),
  ])
  func whatIsWrittenIsRead(_ header: RTPHeader) throws {
    #expect(try Datagram(header, [1, 2]).packet.get() == RTPPacketTests.packet(header, 12..<14))
  }

  @Test func thereMustBeRoom() {
    var bytes = [UInt8](repeating: 0, count: 11)
    let header = RTPHeader(payloadType: 0, sequence: 0, timestamp: 0, source: 0)
    #expect(bytes.withUnsafeMutableBytes { header.write(to: $0) } == nil)
  }

  private static func packet(_ header: RTPHeader, _ payload: Range<Int>) throws -> RTPPacket {
    try Datagram(header, [UInt8](repeating: 0, count: payload.count)).packet.get()
  }
}
