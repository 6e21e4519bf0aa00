/// Texts of protocols are taken byte by byte, as their grammars are written: where a quote or a comma is followed by a
/// combining mark, the two are one `Character`.
extension StringProtocol where SubSequence == Substring {
  /// The parts between separators of ASCII, none empty.
  func parts(_ separator: Unicode.Scalar, most: Int = .max) -> [Substring] {
    self[...].utf8.split(separator: UInt8(ascii: separator), maxSplits: most - 1).map { Substring($0) }
  }

  /// Without spaces, tabs and line ends at both ends.
  var trimmed: String {
    let bytes = self[...].utf8
    guard let first = bytes.firstIndex(where: { !Self.isBlank($0) }),
      let last = bytes.lastIndex(where: { !Self.isBlank($0) })
    else { return "" }
    return String(Substring(bytes[first...last]))
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a }

  /// Whether both are the same without regard to the case of ASCII letters.
  func isSame(_ name: String) -> Bool {
    func small(_ byte: UInt8) -> UInt8 { (0x41...0x5a).contains(byte) ? byte | 0x20 : byte }
    let bytes = utf8
    return bytes.count == name.utf8.count && zip(bytes, name.utf8).allSatisfy { small($0) == small($1) }
  }

  /// Every control character as a space: text of others must not begin a header field of its own.
  var onOneLine: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) { return String(self) }
    var line = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      line.append(scalar.value < 0x20 || scalar.value == 0x7f ? " " : scalar)
    }
    return String(line)
  }

  /// RFC 3261 §25.1 `token`.
  var isSIPToken: Bool {
    !isEmpty
      && unicodeScalars.allSatisfy {
        ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
          || "-.!%*_+`'~".unicodeScalars.contains($0)
      }
  }

  /// The parts between separators that stand outside of quotes and angle brackets, trimmed, none empty.
  func split(outsideOfQuotes separator: Unicode.Scalar) -> [String] {
    let separator = UInt8(ascii: separator), bytes = self[...].utf8
    var parts: [String] = []
    var start = bytes.startIndex
    var quoted = false
    var escaped = false
    var bracketed = false
    for index in bytes.indices {
      let byte = bytes[index]
      if escaped {
        escaped = false
      } else if quoted {
        if byte == UInt8(ascii: "\\") { escaped = true }
        if byte == UInt8(ascii: "\"") { quoted = false }
      } else if byte == UInt8(ascii: "\"") {
        quoted = true
      } else if byte == UInt8(ascii: "<") {
        bracketed = true
      } else if byte == UInt8(ascii: ">") {
        bracketed = false
      } else if byte == separator, !bracketed {
        parts.append(Substring(bytes[start..<index]).trimmed)
        start = bytes.index(after: index)
      }
    }
    parts.append(Substring(bytes[start...]).trimmed)
    return parts.filter { !$0.isEmpty }
  }

  /// What stands between the outer quotes, with escapes undone; itself where it is not quoted.
  var unquoted: String {
    let scalars = self[...].unicodeScalars
    guard scalars.count >= 2, scalars.first == "\"", scalars.last == "\"" else { return String(self) }
    var text = String.UnicodeScalarView()
    var escaped = false
    for scalar in scalars.dropFirst().dropLast() {
      if scalar == "\\", !escaped {
        escaped = true
      } else {
        text.append(scalar)
        escaped = false
      }
    }
    return String(text)
  }

  /// In quotes, for a header field.
  var quoted: String {
    var text: String.UnicodeScalarView = "\"".unicodeScalars
    for scalar in onOneLine.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { text.append("\\") }
      text.append(scalar)
    }
    text.append("\"")
    return String(text)
  }

  /// Everything but unreserved characters as `%XX`, for header fields inside of a URI (RFC 3261 §19.1.1).
  var percentEncoded: String {
    let hex = Array("0123456789ABCDEF")
    var text = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "'"), UInt8(ascii: "("),
        UInt8(ascii: ")"):
        text.append(Character(UnicodeScalar(byte)))
      default:
        text += "%" + String(hex[Int(byte >> 4)]) + String(hex[Int(byte & 15)])
      }
    }
    return text
  }

  /// `%XX` undone; a broken one stays as it is.
  var percentDecoded: String {
    var bytes: [UInt8] = []
    let source = Array(utf8)
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
        let value = UInt8(String(decoding: source[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        index += 3
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
