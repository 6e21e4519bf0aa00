import Glibc
import Telephony

/// A port of 127.0.0.1 that nobody listens on, for UDP and TCP.
func freePort(ipv6: Bool = false) throws -> UInt16 {
  for _ in 0..<50 {
    guard let port = bound(ipv6, SOCK_DGRAM, 0), bound(ipv6, SOCK_STREAM, port) != nil else { continue }
    return port
  }
  throw NoPort()
}

struct NoPort: Error {}

private func bound(_ ipv6: Bool, _ kind: __socket_type, _ port: UInt16) -> UInt16? {
  let socket = Glibc.socket(ipv6 ? AF_INET6 : AF_INET, Int32(kind.rawValue), 0)
  guard socket >= 0 else { return nil }
  defer { close(socket) }
  if ipv6 {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_addr = in6addr_loopback
    address.sin6_port = port.bigEndian
    return bind(socket, &address) { $0.sin6_port }
  }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  address.sin_port = port.bigEndian
  return bind(socket, &address) { $0.sin_port }
}

/// Binds a UDP socket to a free port of 127.0.0.1.
func bindToLoopback(_ socket: Int32) -> UInt16? {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  return bind(socket, &address) { $0.sin_port }
}

private func bind<Address>(_ socket: Int32, _ address: inout Address, _ port: (Address) -> UInt16) -> UInt16? {
  var length = socklen_t(MemoryLayout<Address>.size)
  let done = withUnsafeMutablePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      Glibc.bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
    }
  }
  return done ? UInt16(bigEndian: port(address)) : nil
}

extension SIPEndpointOptions {
  /// On loopback only.
  static func loopback(_ port: UInt16, _ transports: [SIPLocalAddress.Transport] = [.udp, .tcp]) -> Self {
    SIPEndpointOptions(addresses: [SIPLocalAddress(host: "127.0.0.1", port: port, transports: transports)])
  }
}

/// A session description that any caller can use.
let fixedDescription = """
  v=0\r
  o=attendant 1 1 IN IP4 127.0.0.1\r
  s=-\r
  c=IN IP4 127.0.0.1\r
  t=0 0\r
  m=audio 40000 RTP/AVP 8 0 101\r
  a=rtpmap:101 telephone-event/8000\r
  a=fmtp:101 0-15\r
  a=sendrecv\r

  """
