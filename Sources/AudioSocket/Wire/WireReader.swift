/// Reads AudioSocket messages from a stream of bytes that may be split anywhere. A value without buffers: sound is told
/// as it lies in the bytes that were given, so that nothing is copied or allocated.
public struct WireReader: Hashable, Sendable {
  /// A message, or a part of one that is sound.
  public enum Piece: Hashable, Sendable {
    case id(CallUUID)
    /// An ASCII byte; not looked at.
    case key(UInt8)
    /// Where sound lies in the bytes that were given. A sample may be split between two pieces; a last byte that makes
    /// no sample is left out.
    case audio(Range<Int>)
    case hangUp
    /// The first byte of its payload, where there is one.
    case error(code: UInt8?)
    /// A kind that we do not know, or a known one of a length that means nothing.
    case skipped(kind: UInt8)
  }

  private enum Phase: Hashable, Sendable {
    case header(have: Int)
    case payload(kind: UInt8, have: Int)
  }

  private let mostPayload: Int
  private var phase = Phase.header(have: 0)
  private var kind: UInt8 = 0
  private var length = 0
  /// The payload's last sixteen bytes; what an id is made of.
  private var upper: UInt64 = 0
  private var lower: UInt64 = 0
  private var first: UInt8 = 0

  /// - Parameter mostPayload: bytes of the longest message that is taken; 16 000 are a second of sound.
  public init(mostPayload: Int = 16_000) {
    self.mostPayload = mostPayload
  }

  /// The next piece in `bytes` from `place` on, which moves behind it; `nil` where all bytes have been read.
  /// - Throws: where nothing can be made of what comes; then the connection is to be ended.
  public mutating func next(
    in bytes: UnsafeRawBufferPointer, from place: inout Int
  ) throws(WireFault) -> Piece? {
    while place < bytes.count {
      switch phase {
      case .header(let have):
        if let piece = try takeHeader(bytes[place], have) {
          place += 1
          return piece
        }
        place += 1
      case .payload(kind: WireKind.audio, let have):
        let begin = place
        let count = min(bytes.count - begin, length - have)
        place += count
        advance(WireKind.audio, to: have + count)
        let end = begin + min(count, (length & ~1) - have)
        if begin < end { return .audio(begin..<end) }
      case .payload(let kind, let have):
        upper = upper << 8 | lower >> 56
        lower = lower << 8 | UInt64(bytes[place])
        if have == 0 { first = bytes[place] }
        place += 1
        advance(kind, to: have + 1)
        if have + 1 == length, let piece = whole(kind) { return piece }
        if kind != WireKind.id, kind != WireKind.key, kind != WireKind.error { skip(bytes.count, &place) }
      }
    }
    return nil
  }

  private mutating func takeHeader(_ byte: UInt8, _ have: Int) throws(WireFault) -> Piece? {
    switch have {
    case 0: kind = byte
    case 1: length = Int(byte) << 8
    default: length += Int(byte)
    }
    guard have == WireKind.headerBytes - 1 else {
      phase = .header(have: have + 1)
      return nil
    }
    guard length <= mostPayload else { throw .tooLong(kind: kind, length: length, most: mostPayload) }
    if kind == WireKind.id, length != WireKind.idBytes { throw .badID(length: length) }
    phase = length == 0 ? .header(have: 0) : .payload(kind: kind, have: 0)
    switch kind {
    case WireKind.hangUp: return .hangUp
    case WireKind.id, WireKind.audio: return nil
    case WireKind.key: return length == 1 ? nil : .skipped(kind: kind)
    case WireKind.error: return length == 0 ? .error(code: nil) : nil
    default: return .skipped(kind: kind)
    }
  }

  private mutating func advance(_ kind: UInt8, to have: Int) {
    phase = have == length ? .header(have: 0) : .payload(kind: kind, have: have)
  }

  /// What is not looked at.
  private mutating func skip(_ end: Int, _ place: inout Int) {
    guard case .payload(let kind, let have) = phase else { return }
    let count = min(end - place, length - have)
    place += count
    advance(kind, to: have + count)
  }

  /// What a message is whose last byte has come; `nil` where it was told before.
  private func whole(_ kind: UInt8) -> Piece? {
    switch kind {
    case WireKind.id: .id(CallUUID(upper: upper, lower: lower))
    case WireKind.key: length == 1 ? .key(UInt8(truncatingIfNeeded: lower)) : nil
    case WireKind.error: .error(code: first)
    default: nil
    }
  }
}

/// Why a stream of bytes is no AudioSocket.
public enum WireFault: Error, Hashable, Sendable, CustomStringConvertible {
  case tooLong(kind: UInt8, length: Int, most: Int)
  case badID(length: Int)

  public var description: String {
    switch self {
    case .tooLong(let kind, let length, let most):
      "a message of kind \(kind) has \(length) bytes; \(most) are the most"
    case .badID(let length): "a call id has \(length) bytes; it must have \(WireKind.idBytes)"
    }
  }
}
