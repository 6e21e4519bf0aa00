extension StringProtocol {
  /// Without spaces and tabs at both ends.
  var trimmed: String {
    var rest = self[...]
    while let first = rest.unicodeScalars.first, first == " " || first == "\t" || first == "\r" || first == "\n" {
      rest = rest.dropFirst()
    }
    while let last = rest.unicodeScalars.last, last == " " || last == "\t" || last == "\r" || last == "\n" {
      rest = rest.dropLast()
    }
    return String(rest)
  }

  /// Every control character as a space: text of others must not begin a header field of its own.
  var onOneLine: String {
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
  func split(outsideOfQuotes separator: Character) -> [String] {
    var parts: [String] = []
    var part = ""
    var quoted = false
    var escaped = false
    var bracketed = false
    for character in self {
      if escaped {
        escaped = false
      } else if quoted {
        if character == "\\" { escaped = true }
        if character == "\"" { quoted = false }
      } else if character == "\"" {
        quoted = true
      } else if character == "<" {
        bracketed = true
      } else if character == ">" {
        bracketed = false
      } else if character == separator && !bracketed {
        parts.append(part.trimmed)
        part = ""
        continue
      }
      part.append(character)
    }
    parts.append(part.trimmed)
    return parts.filter { !$0.isEmpty }
  }

  /// What stands between the outer quotes, with escapes undone; itself where it is not quoted.
  var unquoted: String {
    guard count >= 2, first == "\"", last == "\"" else { return String(self) }
    var text = ""
    var escaped = false
    for character in dropFirst().dropLast() {
      if character == "\\" && !escaped {
        escaped = true
      } else {
        text.append(character)
        escaped = false
      }
    }
    return text
  }

  /// In quotes, for a header field.
  var quoted: String {
    var text = "\""
    for character in onOneLine {
      if character == "\"" || character == "\\" { text.append("\\") }
      text.append(character)
    }
    return text + "\""
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
