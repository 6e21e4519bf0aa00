extension SDPSession: CustomStringConvertible {
  /// The text, with CRLF at the ends of lines.
  public var description: String {
    var lines = ["v=0"]
    let family = SDPConnection(origin.address).family.rawValue
    lines.append("o=\(origin.user) \(origin.session) \(origin.version) IN \(family) \(origin.address)")
    lines.append("s=-")
    if let connection { lines.append("c=\(connection)") }
    lines.append("t=0 0")
    lines += attributes.map(\.line)
    for medium in media {
      lines.append("m=\(medium.kind) \(medium.port) \(medium.transport) " + medium.formats.joined(separator: " "))
      if let connection = medium.connection { lines.append("c=\(connection)") }
      lines += medium.attributes.map(\.line)
    }
    return lines.map { $0.onOneLine + "\r\n" }.joined()
  }
}

extension SDPSession.Attribute {
  var line: String { value.map { "a=\(name):\($0)" } ?? "a=\(name)" }
}
