import CSpanDSP

/// A-law and µ-law (ITU-T G.711), one byte a sample, by spandsp's functions.
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
    switch self {
    case .aLaw:
      for index in 0..<count { bytes[index] = linear_to_alaw(Int32(samples[index])) }
    case .muLaw:
      for index in 0..<count { bytes[index] = linear_to_ulaw(Int32(samples[index])) }
    }
    return count
  }

  /// Decodes as many bytes as both buffers hold, and returns how many.
  @discardableResult
  public func decode(_ bytes: UnsafeBufferPointer<UInt8>, into samples: UnsafeMutableBufferPointer<Int16>) -> Int {
    let count = min(samples.count, bytes.count)
    switch self {
    case .aLaw:
      for index in 0..<count { samples[index] = alaw_to_linear(bytes[index]) }
    case .muLaw:
      for index in 0..<count { samples[index] = ulaw_to_linear(bytes[index]) }
    }
    return count
  }
}
