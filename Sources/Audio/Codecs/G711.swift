/// A-law and µ-law (ITU-T G.711), one byte a sample.
///
/// The segments of both laws are powers of two with four bits in each: what a floating-point number holds by its nature.
/// So a whole frame is converted without a branch or a table, four samples or more at a time.
public enum G711: String, Hashable, Sendable, CaseIterable {
  case aLaw
  case muLaw

  /// The byte of silence.
  public var silence: UInt8 {
    switch self {
    case .aLaw: 0xD5
    case .muLaw: 0xFF
    }
  }

  /// Encodes as many samples as both buffers hold, and returns how many.
  @discardableResult
  public func encode(_ samples: UnsafeBufferPointer<Int16>, into bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let count = min(samples.count, bytes.count)
    guard count > 0, let source = samples.baseAddress, let target = bytes.baseAddress else { return 0 }
    switch self {
    case .aLaw:
      for index in 0..<count { target[index] = Self.aLawByte(source[index]) }
    case .muLaw:
      for index in 0..<count { target[index] = Self.muLawByte(source[index]) }
    }
    return count
  }

  /// Decodes as many bytes as both buffers hold, and returns how many.
  @discardableResult
  public func decode(_ bytes: UnsafeBufferPointer<UInt8>, into samples: UnsafeMutableBufferPointer<Int16>) -> Int {
    let count = min(samples.count, bytes.count)
    guard count > 0, let source = bytes.baseAddress, let target = samples.baseAddress else { return 0 }
    switch self {
    case .aLaw:
      for index in 0..<count { target[index] = Self.sample(aLaw: source[index]) }
    case .muLaw:
      for index in 0..<count { target[index] = Self.sample(muLaw: source[index]) }
    }
    return count
  }

  // MARK: One sample

  /// Where the four bits under the leading one begin in a `Float`.
  private static let step: UInt32 = 19
  /// The bits of 128, where the first segment begins; that of A-law reaches down to 0.
  private static let first: UInt32 = (127 + 7) << 23

  @inline(__always)
  private static func aLawByte(_ sample: Int16) -> UInt8 {
    let value = Int32(sample)
    let sign = value >> 31
    // −1 goes with 0, on the other side of it: the law has no zero of its own.
    let size = value ^ sign
    let code = (Float(size).bitPattern &- first) >> step
    let lowest = UInt32(truncatingIfNeeded: size >> 4)
    return UInt8(truncatingIfNeeded: size < 256 ? lowest : code) ^ UInt8(truncatingIfNeeded: 0xD5 ^ (sign & 0x80))
  }

  @inline(__always)
  private static func muLawByte(_ sample: Int16) -> UInt8 {
    let value = Int32(sample)
    let sign = value >> 31
    let size = min(((value ^ sign) &- sign) &+ 132, 32767)
    let code = (Float(size).bitPattern &- first) >> step
    return UInt8(truncatingIfNeeded: code) ^ UInt8(truncatingIfNeeded: 0xFF ^ (sign & 0x80))
  }

  @inline(__always)
  private static func sample(aLaw byte: UInt8) -> Int16 {
    let code = UInt32(byte ^ 0x55)
    let low = code & 0x7F
    let lowest = Int32(bitPattern: low << 4 | 8)
    let size = low < 16 ? lowest : middle(low)
    let sign = Int32(bitPattern: code >> 7) &- 1
    return Int16(truncatingIfNeeded: (size ^ sign) &- sign)
  }

  @inline(__always)
  private static func sample(muLaw byte: UInt8) -> Int16 {
    let code = UInt32(~byte)
    let sign = 0 &- Int32(bitPattern: code >> 7)
    return Int16(truncatingIfNeeded: ((middle(code & 0x7F) &- 132) ^ sign) &- sign)
  }

  /// The middle of the interval that a code of seven bits stands for.
  @inline(__always)
  private static func middle(_ code: UInt32) -> Int32 {
    let size = Float(bitPattern: (first &+ (code << step)) | (1 << (step - 1)))
    // Beside 2²³ a whole number stands in the lowest bits as it is: a conversion without a check for what cannot be.
    return Int32(bitPattern: (size + 8_388_608).bitPattern & 0xFFFF)
  }
}
