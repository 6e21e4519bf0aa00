import Audio
public import CallInterface

/// Writes AudioSocket messages.
public enum WireWriter {
  /// Bytes of a frame of sound with its header.
  public static let frameBytes = WireKind.headerBytes + 2 * AudioFrame.samples

  /// A message with a frame of sound.
  /// - Parameters:
  ///   - frame: 160 samples at most; more are left out.
  ///   - bytes: takes `frameBytes`.
  /// - Returns: bytes written; 0 where there is no room.
  public static func write(_ frame: UnsafeBufferPointer<Int16>, to bytes: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(frame.count, AudioFrame.samples)
    let length = 2 * count
    let total = WireKind.headerBytes + length
    guard bytes.count >= total else { return 0 }
    bytes[0] = WireKind.audio
    bytes[1] = UInt8(truncatingIfNeeded: length >> 8)
    bytes[2] = UInt8(truncatingIfNeeded: length)
    for index in 0..<count {
      let sample = UInt16(bitPattern: frame[index])
      bytes[WireKind.headerBytes + 2 * index] = UInt8(truncatingIfNeeded: sample)
      bytes[WireKind.headerBytes + 2 * index + 1] = UInt8(truncatingIfNeeded: sample >> 8)
    }
    return total
  }

  /// The call is over.
  public static let hangUp: [UInt8] = [WireKind.hangUp, 0, 0]
  /// Something is wrong that no call can go on with.
  public static let error: [UInt8] = [WireKind.error, 0, 0]

  /// What the calling side says first.
  public static func id(_ id: CallUUID) -> [UInt8] { [WireKind.id, 0, UInt8(WireKind.idBytes)] + id.bytes }

  /// A key that was pressed.
  public static func key(_ key: DTMFDigit) -> [UInt8] { [WireKind.key, 0, 1, key.rawValue.asciiValue ?? 0] }
}
