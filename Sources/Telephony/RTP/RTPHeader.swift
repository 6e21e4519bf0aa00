/// The fixed header of an RTP packet (RFC 3550 §5.1).
public struct RTPHeader: Hashable, Sendable {
  /// Bytes of a header without contributing sources and extension.
  public static let length = 12

  /// The first packet of a talk spurt or of a telephone-event.
  public var marker: Bool
  /// 0–127.
  public var payloadType: UInt8
  public var sequence: UInt16
  /// In samples of 125 µs, from a random beginning.
  public var timestamp: UInt32
  /// Who sends: the SSRC.
  public var source: UInt32

  public init(marker: Bool = false, payloadType: UInt8, sequence: UInt16, timestamp: UInt32, source: UInt32) {
    self.marker = marker
    self.payloadType = payloadType
    self.sequence = sequence
    self.timestamp = timestamp
    self.source = source
  }

  /// Writes twelve bytes; the payload follows them.
  /// - Returns: how many bytes, or `nil` where there is no room.
  public func write(to packet: UnsafeMutableRawBufferPointer) -> Int? {
    guard packet.count >= Self.length else { return nil }
    packet[0] = 0x80
    packet[1] = (marker ? 0x80 : 0) | (payloadType & 0x7F)
    packet.set(sequence, at: 2)
    packet.set(timestamp, at: 4)
    packet.set(source, at: 8)
    return Self.length
  }
}

/// A packet that has been read: its header, and where its payload lies.
public struct RTPPacket: Hashable, Sendable {
  public let header: RTPHeader
  /// Without contributing sources, extension and padding; may be empty.
  public let payload: Range<Int>

  /// Reads a datagram.
  public init(_ bytes: UnsafeRawBufferPointer) throws(RTPFault) {
    guard bytes.count >= RTPHeader.length else { throw .cutOff }
    let first = bytes[0]
    guard first >> 6 == 2 else { throw .version }
    var begin = RTPHeader.length + Int(first & 0x0F) * 4
    if first & 0x10 != 0 {
      guard bytes.count >= begin + 4 else { throw .cutOff }
      begin += 4 + Int(bytes.integer(at: begin + 2, UInt16.self)) * 4
    }
    guard bytes.count >= begin else { throw .cutOff }
    var end = bytes.count
    if first & 0x20 != 0 {
      let padding = Int(bytes[end - 1])
      guard padding > 0, padding <= end - begin else { throw .padding }
      end -= padding
    }
    header = RTPHeader(
      marker: bytes[1] & 0x80 != 0, payloadType: bytes[1] & 0x7F, sequence: bytes.integer(at: 2),
      timestamp: bytes.integer(at: 4), source: bytes.integer(at: 8))
    payload = begin..<end
  }
}
