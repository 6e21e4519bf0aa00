/// `%20` in a URI as the byte it stands for (RFC 3986 §2.1).
public enum PercentDecoding {
  /// What is no pair of hexadecimal digits stays; bytes that are no UTF-8 become U+FFFD.
  public static func text(_ text: String) -> String {
    guard text.contains("%") else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let hex = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(hex)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
