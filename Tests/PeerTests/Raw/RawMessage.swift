/// A SIP message as it came, line by line.
struct RawMessage: Sendable {
  var lines: [String]

  /// Whether a line begins a message.
  static func isStart(_ line: String) -> Bool { line.hasPrefix("SIP/2.0 ") || line.hasSuffix(" SIP/2.0") }

  /// Of a response.
  var status: Int? {
    guard lines[0].hasPrefix("SIP/2.0 ") else { return nil }
    return Int(lines[0].dropFirst(8).prefix(3))
  }

  /// Of a request, or of what the response is to.
  var method: String { self["CSeq"].map { String($0.split(separator: " ").last ?? "") } ?? "" }

  /// The first field of this name.
  subscript(name: String) -> String? {
    lines.first { $0.lowercased().hasPrefix("\(name.lowercased()):") }
      .map { $0.dropFirst(name.count + 1).drop { $0 == " " } }.map(String.init)
  }

  /// Of the session description: what follows `c=`, say.
  func description(_ kind: String) -> String? {
    lines.first { $0.hasPrefix("\(kind)=") }.map { String($0.dropFirst(2)) }
  }

  /// The URI of the Contact field, without parameters of the field.
  var contact: String? {
    self["Contact"].flatMap { $0.split(separator: "<").last?.split(separator: ">").first }.map(String.init)
  }

  /// Whether all of it has come: over a connection its lines come one by one.
  var isWhole: Bool {
    guard let length = self["Content-Length"].flatMap({ Int($0) }) else { return false }
    let end = lines.lastIndex { $0.lowercased().hasPrefix("content-length:") } ?? 0
    // What follows the empty line; datagrams are kept without that.
    let body = lines[(end + 1)...].drop { !$0.hasPrefix("v=") }
    return body.reduce(0) { $0 + $1.utf8.count + 2 } >= length
  }
}
