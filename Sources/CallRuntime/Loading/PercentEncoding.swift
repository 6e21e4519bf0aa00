/// Percent-encoding of RFC 3986 §2.1 and of HTML forms.
enum PercentEncoding {
  private static let hexDigits = Array("0123456789ABCDEF".utf8)
  /// Reserved and unreserved characters, and the percent sign of what is encoded already.
  private static let allowedInURI = Set("-._~:/?#[]@!$&'()*+,;=%".utf8)

  /// A URI as it may go over the wire: what ASCII URIs cannot hold is encoded as UTF-8.
  static func wireForm(ofURI text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte.isASCIILetter || byte.isASCIIDigit || allowedInURI.contains(byte) {
        bytes.append(byte)
      } else {
        appendEscaped(byte, to: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The path of a URI that names this file (RFC 3986 §3.3).
  static func path(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte.isASCIILetter || byte.isASCIIDigit || "/-._~!$&'()*+,;=:@".utf8.contains(byte) {
        bytes.append(byte)
      } else {
        appendEscaped(byte, to: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// One name or value of `application/x-www-form-urlencoded` (space as `+`).
  static func formComponent(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte.isASCIILetter || byte.isASCIIDigit || "*-._".utf8.contains(byte) {
        bytes.append(byte)
      } else if byte == UInt8(ascii: " ") {
        bytes.append(UInt8(ascii: "+"))
      } else {
        appendEscaped(byte, to: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes meant; an incomplete escape stands for itself.
  static func decoded(_ text: String) -> [UInt8] {
    let source = Array(text.utf8)
    var bytes: [UInt8] = []
    var position = 0
    while position < source.count {
      if source[position] == UInt8(ascii: "%"), position + 2 < source.count,
        let high = source[position + 1].hexValue, let low = source[position + 2].hexValue
      {
        bytes.append(high << 4 | low)
        position += 3
      } else {
        bytes.append(source[position])
        position += 1
      }
    }
    return bytes
  }

  private static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
    bytes += [UInt8(ascii: "%"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
  }
}

extension UInt8 {
  var isASCIILetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }

  fileprivate var hexValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }
}
