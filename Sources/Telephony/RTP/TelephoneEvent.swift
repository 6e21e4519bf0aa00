public import CallInterface

/// The payload of a telephone-event packet (RFC 4733 §2.3).
public struct TelephoneEvent: Hashable, Sendable {
  public static let length = 4

  /// 0–15 are keys; the others are of modems, fax machines and exchanges.
  public var code: UInt8
  public var isEnd: Bool
  /// Under full scale, in dB: 0–63.
  public var volume: UInt8
  /// From the event's timestamp on, in samples.
  public var duration: UInt16

  public init(code: UInt8, isEnd: Bool, volume: UInt8 = 10, duration: UInt16) {
    self.code = code
    self.isEnd = isEnd
    self.volume = volume
    self.duration = duration
  }

  /// The first event of a payload, or `nil` where it is too short.
  public init?(_ payload: UnsafeRawBufferPointer) {
    guard payload.count >= Self.length else { return nil }
    code = payload[0]
    isEnd = payload[1] & 0x80 != 0
    volume = payload[1] & 0x3F
    duration = payload.integer(at: 2)
  }

  /// - Returns: how many bytes, or `nil` where there is no room.
  public func write(to payload: UnsafeMutableRawBufferPointer) -> Int? {
    guard payload.count >= Self.length else { return nil }
    payload[0] = code
    payload[1] = (isEnd ? 0x80 : 0) | min(volume, 63)
    payload.set(duration, at: 2)
    return Self.length
  }

  /// The key of the event (RFC 4733 §3.2), if it is one.
  public var digit: DTMFDigit? { code < 16 ? Self.keys[Int(code)] : nil }

  public static func code(of digit: DTMFDigit) -> UInt8 {
    // Every key is in the list.
    UInt8(keys.firstIndex(of: digit) ?? 0)
  }

  private static let keys: [DTMFDigit] = [
    .zero, .one, .two, .three, .four, .five, .six, .seven, .eight, .nine, .star, .pound, .a, .b, .c, .d,
  ]
}
