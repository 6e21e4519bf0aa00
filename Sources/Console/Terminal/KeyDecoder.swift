/// What a person pressed.
enum Key: Hashable {
  case character(Character)
  case enter
  case backspace
  case escape
  /// Ctrl-C.
  case interrupt
  /// Ctrl-D.
  case endOfInput
}

/// Puts bytes of a terminal together to keys: UTF-8, and control sequences, of which only a lone escape is a key.
struct KeyDecoder {
  private enum State {
    case ground
    case character([UInt8], missing: Int)
    case escape
    case sequence
  }
  private var state = State.ground

  /// The keys that these bytes complete. An escape at the end of what was read at once is the key itself.
  mutating func keys(_ bytes: [UInt8]) -> [Key] {
    var keys: [Key] = []
    for byte in bytes { take(byte, &keys) }
    if case .escape = state {
      keys.append(.escape)
      state = .ground
    }
    return keys
  }

  private mutating func take(_ byte: UInt8, _ keys: inout [Key]) {
    switch state {
    case .ground: begin(byte, &keys)
    case .character(let bytes, let missing):
      guard byte & 0xC0 == 0x80 else {
        state = .ground
        return begin(byte, &keys)
      }
      if missing > 1 {
        state = .character(bytes + [byte], missing: missing - 1)
      } else {
        state = .ground
        if let text = String(validating: bytes + [byte], as: UTF8.self) { keys += text.map(Key.character) }
      }
    case .escape:
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "O"): state = .sequence
      case 0x1B: keys.append(.escape)
      default:
        keys.append(.escape)
        state = .ground
        begin(byte, &keys)
      }
    case .sequence:
      if (0x40...0x7E).contains(byte) { state = .ground }
    }
  }

  private mutating func begin(_ byte: UInt8, _ keys: inout [Key]) {
    switch byte {
    case 0x03: keys.append(.interrupt)
    case 0x04: keys.append(.endOfInput)
    case 0x08, 0x7F: keys.append(.backspace)
    case 0x0A, 0x0D: keys.append(.enter)
    case 0x1B: state = .escape
    case 0x00...0x1F: break
    case 0x20...0x7E: keys.append(.character(Character(Unicode.Scalar(byte))))
    case 0xC2...0xDF: state = .character([byte], missing: 1)
    case 0xE0...0xEF: state = .character([byte], missing: 2)
    case 0xF0...0xF4: state = .character([byte], missing: 3)
    default: break
    }
  }
}
