/// Whether bytes are UTF-8 and every character may stand in XML 1.0 (XML §2.2).
enum CharacterCheck {
  enum Problem: Hashable {
    case invalidByte(at: Int)
    case forbidden(at: Int, scalar: UInt32)
  }

  static func firstProblem(in bytes: [UInt8]) -> Problem? {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let first = buffer[index]
        if first >= 0x20 && first < 0x80 || first == 10 || first == 13 || first == 9 {
          index += 1
          continue
        }
        guard let (scalar, length) = decode(buffer, at: index) else { return .invalidByte(at: index) }
        if scalar < 0x20 || scalar == 0xFFFE || scalar == 0xFFFF { return .forbidden(at: index, scalar: scalar) }
        index += length
      }
      return nil
    }
  }

  /// The bytes with control characters replaced, for showing a source line.
  static func shown(_ bytes: [UInt8]) -> [UInt8] {
    bytes.map { $0 < 0x20 && !XMLBytes.isBlank($0) ? UInt8(ascii: "?") : $0 }
  }

  private static func decode(_ buffer: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int)? {
    let first = buffer[index]
    let length: Int
    let smallest: UInt32
    var scalar: UInt32
    switch first {
    case ..<0x80: return (UInt32(first), 1)
    case 0xC2...0xDF: (length, smallest, scalar) = (2, 0x80, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, smallest, scalar) = (3, 0x800, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, smallest, scalar) = (4, 0x10000, UInt32(first & 0x07))
    default: return nil
    }
    guard index + length <= buffer.count else { return nil }
    for next in 1..<length {
      let byte = buffer[index + next]
      guard byte & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    guard scalar >= smallest, scalar <= 0x10FFFF, !(0xD800...0xDFFF).contains(scalar) else { return nil }
    return (scalar, length)
  }
}
