import Glibc
import Telephony

/// Where this machine can be reached by somebody whom it is going to call.
enum LocalPlace {
  /// The address of the interface that leads to the host of a URI, with a port that is free.
  /// - Throws: exit code 2 where the URI has no host, 3 where no way leads there.
  static func towards(_ uri: String) throws -> SIPLocalAddress {
    guard let host = host(of: uri) else {
      Output.errors.line("attendant: error: '\(uri)' names no host to call; tel: needs --proxy")
      throw Exit.usage
    }
    guard let local = way(to: host) else {
      Output.errors.line("attendant: error: no way leads to '\(host)'; --sip says where to call from")
      throw Exit.missingPart
    }
    return SIPLocalAddress(host: local.host, port: local.port)
  }

  private static func host(of uri: String) -> String? {
    guard let colon = uri.firstIndex(of: ":"), ["sip", "sips"].contains(uri[..<colon].lowercased()) else { return nil }
    var rest = uri[uri.index(after: colon)...].prefix { $0 != ";" && $0 != "?" }
    if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    let host = rest.hasPrefix("[") ? rest.dropFirst().prefix { $0 != "]" } : rest.prefix { $0 != ":" }
    return host.isEmpty ? nil : String(host)
  }

  /// A datagram socket that is connected sends nothing, but knows its own address.
  private static func way(to host: String) -> SocketAddress? {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, "5060", &hints, &found) == 0, let first = found else { return nil }
    defer { freeaddrinfo(first) }
    for place in sequence(first: first, next: { $0.pointee.ai_next }) {
      let descriptor = socket(place.pointee.ai_family, Int32(SOCK_DGRAM.rawValue), 0)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      guard connect(descriptor, place.pointee.ai_addr, place.pointee.ai_addrlen) == 0,
        let local = name(of: descriptor)
      else { continue }
      return local
    }
    return nil
  }

  private static func name(of descriptor: Int32) -> SocketAddress? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    var port = [CChar](repeating: 0, count: Int(NI_MAXSERV))
    let isNamed = withUnsafeMutablePointer(to: &storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        getsockname(descriptor, address, &length) == 0
          && getnameinfo(
            address, length, &host, socklen_t(host.count), &port, socklen_t(port.count),
            NI_NUMERICHOST | NI_NUMERICSERV) == 0
      }
    }
    guard isNamed, let number = UInt16(text(port)) else { return nil }
    return SocketAddress(text(host), port: number)
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
