/// Small questions about bytes of XML text.
enum XMLBytes {
  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 9 || byte == 13 }

  /// Bytes that may stand in a name; every byte of a character beyond ASCII counts.
  static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF: true
    case UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }

  static func starts(_ bytes: [UInt8], with mark: StaticString, at offset: Int) -> Bool {
    guard offset >= 0, offset + mark.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<mark.utf8CodeUnitCount where bytes[offset + index] != mark.utf8Start[index] { return false }
    return true
  }

  static func find(_ mark: StaticString, in bytes: [UInt8], from offset: Int) -> Int? {
    var position = max(0, offset)
    while position + mark.utf8CodeUnitCount <= bytes.count {
      if starts(bytes, with: mark, at: position) { return position }
      position += 1
    }
    return nil
  }
}
