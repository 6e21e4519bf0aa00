import Telephony

/// RTP and RTCP packets that are right, for `Mutation` to make them wrong.
enum HostileRTP {
  static func packet(_ number: Int) -> [UInt8] {
    switch number % 6 {
    case 0: rtp(8, number, [UInt8](repeating: 0x2A, count: 160))
    case 1: rtp(0, number, [UInt8](repeating: 0x2A, count: 80))
    case 2: rtp(101, number, [UInt8(number % 20), 0x0A, 0, 160])
    // A sender report with a description and a goodbye of somebody.
    case 3: [0x80, 200, 0, 6] + word(7) + [UInt8](repeating: 1, count: 20) + [0x81, 203, 0, 1] + word(7)
    case 4: [0x81, 201, 0, 7] + word(7) + word(8) + [UInt8](repeating: 0xFF, count: 20)
    default: [0x81, 203, 0, 1] + word(UInt32(truncatingIfNeeded: number))
    }
  }

  private static func rtp(_ type: UInt8, _ number: Int, _ payload: [UInt8]) -> [UInt8] {
    [0x80, type, UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
      + word(UInt32(truncatingIfNeeded: number &* 160)) + word(7) + payload
  }

  private static func word(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }
}
