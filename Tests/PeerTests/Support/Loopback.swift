import Glibc

/// Ports of 127.0.0.1.
enum Loopback {
  /// Nobody listens there, neither for UDP nor TCP, nor on the next `after` ones.
  static func freePort(after: UInt16 = 0) throws -> UInt16 {
    for _ in 0..<100 {
      guard let port = bound(SOCK_DGRAM, 0), port < UInt16.max - after else { continue }
      if (port...(port + after)).allSatisfy({ bound(SOCK_STREAM, $0) != nil && bound(SOCK_DGRAM, $0) != nil }) {
        return port
      }
    }
    throw NoPort()
  }

  static func address(_ port: UInt16, host: UInt32 = 0x7F00_0001) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = host.bigEndian
    address.sin_port = port.bigEndian
    return address
  }

  private static func bound(_ kind: __socket_type, _ port: UInt16) -> UInt16? {
    let socket = Glibc.socket(AF_INET, Int32(kind.rawValue), 0)
    guard socket >= 0 else { return nil }
    defer { close(socket) }
    var address = address(port)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isDone = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    return isDone ? UInt16(bigEndian: address.sin_port) : nil
  }

  struct NoPort: Error {}
}
