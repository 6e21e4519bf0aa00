package import CSockets

/// An IP address and a port.
public struct SocketAddress: Hashable, Sendable, CustomStringConvertible {
  public enum Version: UInt8, Hashable, Sendable {
    case four = 4
    case six = 6
  }

  public let version: Version
  public var port: UInt16
  /// IPv4 is in the upper half of the first word.
  private let words: (UInt64, UInt64)
  private let scope: UInt32

  /// - Parameter host: digits, `192.0.2.1` or `2001:db8::1`, maybe in brackets or with `%scope`; no names.
  public init?(_ host: String, port: UInt16) {
    var text = host[...]
    if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
    var address = attendant_address()
    guard attendant_address_read(String(text), &address) == 0 else { return nil }
    address.port = port
    self.init(address)
  }

  /// `192.0.2.1:5060`, `[2001:db8::1]:5060`.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else { return nil }
    let host = text[..<colon]
    // Without brackets nobody knows where an IPv6 address ends.
    guard !host.contains(":") || host.hasPrefix("[") else { return nil }
    self.init(String(host), port: port)
  }

  package init?(_ address: attendant_address) {
    guard let version = Version(rawValue: address.version) else { return nil }
    self.version = version
    port = address.port
    scope = address.scope
    words = withUnsafeBytes(of: address.bytes) { ($0.integer(at: 0, UInt64.self), $0.integer(at: 8, UInt64.self)) }
  }

  /// For C.
  package var raw: attendant_address {
    var address = attendant_address()
    address.version = version.rawValue
    address.port = port
    address.scope = scope
    withUnsafeMutableBytes(of: &address.bytes) { bytes in
      bytes.set(words.0, at: 0)
      bytes.set(words.1, at: 8)
    }
    return address
  }

  /// The address without the port.
  public var host: String {
    var address = raw
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
      guard attendant_address_write(&address, text.baseAddress, text.count) == 0, let base = text.baseAddress else {
        return ""
      }
      return String(cString: base)
    }
  }

  public func isSameHost(as other: SocketAddress) -> Bool {
    version == other.version && words == other.words && scope == other.scope
  }

  /// Nothing is sent to `0.0.0.0` and `::` (hold as of RFC 2543), nor to port 0.
  public var isReachable: Bool { words != (0, 0) && port != 0 }

  /// Multicast and broadcast: no telephone is there, and one packet would reach many.
  public var isOfMany: Bool {
    switch version {
    case .four: words.0 >> 60 == 0xE || words.0 >> 32 == 0xFFFF_FFFF
    case .six: words.0 >> 56 == 0xFF
    }
  }

  public var description: String { version == .six ? "[\(host)]:\(port)" : "\(host):\(port)" }

  public static func == (a: SocketAddress, b: SocketAddress) -> Bool { a.port == b.port && a.isSameHost(as: b) }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(port)
  }
}
