@testable import Telephony

/// A datagram that a test writes byte by byte.
struct Datagram: Sendable {
  var bytes: [UInt8] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Hexadecimal digits; blanks count for nothing.
  init(hex: String) {
    let digits = hex.compactMap(\.hexDigitValue)
    for index in stride(from: 0, to: digits.count - 1, by: 2) {
      bytes.append(UInt8(digits[index] << 4 | digits[index + 1]))
    }
  }

  init(_ header: RTPHeader, _ payload: [UInt8]) {
    bytes = [UInt8](repeating: 0, count: RTPHeader.length)
    bytes.withUnsafeMutableBytes { _ = header.write(to: $0) }
    bytes += payload
  }

  init(_ header: RTPHeader, _ event: TelephoneEvent) {
    var payload = [UInt8](repeating: 0, count: TelephoneEvent.length)
    payload.withUnsafeMutableBytes { _ = event.write(to: $0) }
    self.init(header, payload)
  }

  var packet: Result<RTPPacket, RTPFault> {
    bytes.withUnsafeBytes { bytes in Result { () throws(RTPFault) in try RTPPacket(bytes) } }
  }

  var reports: Result<RTCPCompound, RTPFault> {
    bytes.withUnsafeBytes { bytes in Result { () throws(RTPFault) in try RTCPCompound(bytes) } }
  }
}
