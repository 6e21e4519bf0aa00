import Glibc

/// A UDP socket of 127.0.0.1 that speaks to an endpoint byte for byte.
final class RawPeer {
  private let socket: Int32
  let port: UInt16
  private let peer: UInt16

  /// `patience` in milliseconds: how long `receive` waits at most.
  init(to peer: UInt16, patience: Int = 2_000) throws {
    self.peer = peer
    socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    guard socket >= 0 else { throw NoPort() }
    var wait = timeval(tv_sec: patience / 1_000, tv_usec: (patience % 1_000) * 1_000)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    guard let port = bindToLoopback(socket) else {
      close(socket)
      throw NoPort()
    }
    self.port = port
  }

  deinit { close(socket) }

  func send(_ text: String) { send(Array(text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n").utf8)) }

  func send(_ bytes: [UInt8]) {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    address.sin_port = peer.bigEndian
    _ = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(socket, bytes, bytes.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  /// The next message; `nil` when patience is at an end.
  func receive() -> String? {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &bytes, bytes.count, 0)
    return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  /// The status of the next final response of `method`; `nil` when none comes.
  func status(of method: String) -> Int? {
    while let message = receive() {
      let words = message.split(separator: " ", maxSplits: 2)
      guard words.count > 1, words[0] == "SIP/2.0", let status = Int(words[1]), status >= 200,
        message.contains(" \(method)\r\n")
      else { continue }
      return status
    }
    return nil
  }

  /// A request with the header fields that it must have, each of which `change` may replace or (with `""`) remove.
  func request(
    _ method: String, id: String, change: [String: String] = [:], more: [String] = [], body: String = "",
    line: String? = nil
  ) -> String {
    let fields: [(String, String)] = [
      ("Via", "SIP/2.0/UDP 127.0.0.1:\(port);branch=z9hG4bK-\(id)"), ("Max-Forwards", "70"),
      ("From", "<sip:torture@127.0.0.1>;tag=\(id)"), ("To", "<sip:desk@127.0.0.1>"), ("Call-ID", "\(id)@127.0.0.1"),
      ("CSeq", "1 \(method)"), ("Contact", "<sip:torture@127.0.0.1:\(port)>"),
    ]
    var lines = [line ?? "\(method) sip:desk@127.0.0.1:\(peer) SIP/2.0"]
    for (name, value) in fields {
      let value = change[name] ?? value
      if !value.isEmpty { lines.append("\(name): \(value)") }
    }
    lines += more
    if !body.isEmpty { lines.append("Content-Type: application/sdp") }
    lines.append("Content-Length: " + (change["Content-Length"] ?? String(body.utf8.count)))
    return lines.joined(separator: "\n") + "\n\n" + body
  }
}
