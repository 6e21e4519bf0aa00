/// When two URIs are one file: `file:/a%20b` and `file:///a b` are.
enum FlowIdentity {
  /// Equal for URIs of one file. Other URIs stand for themselves.
  static func key(_ uri: String) -> String {
    for prefix in ["file://localhost/", "file:///", "file:/"] where uri.lowercased().hasPrefix(prefix) {
      return "file:///" + decoded(String(uri.dropFirst(prefix.count)))
    }
    return uri
  }

  private static func decoded(_ text: String) -> String {
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
