import Glibc

/// Addresses that may call: single ones and networks, IPv4 and IPv6.
public struct PeerList: Hashable, Sendable {
  private struct Network: Hashable {
    let bytes: [UInt8]
    /// Leading bits that count.
    let bits: Int
  }
  private var networks: [Network] = []

  /// - Parameter texts: `192.0.2.1`, `192.0.2.0/24`, `2001:db8::/32`.
  /// - Throws: the first that is none of these.
  public init(_ texts: [String]) throws(PeerListFault) {
    for text in texts {
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      guard let bytes = Self.bytes(String(parts[0])) else { throw PeerListFault(text: text) }
      var bits = bytes.count * 8
      if parts.count == 2 {
        guard let number = Int(parts[1]), (0...bits).contains(number) else { throw PeerListFault(text: text) }
        bits = number
      }
      networks.append(Network(bytes: bytes, bits: bits))
    }
  }

  /// Whether a numeric address is among them.
  public func contains(_ address: String) -> Bool {
    guard let bytes = Self.bytes(address) else { return false }
    return networks.contains { Self.matches(bytes, $0) }
  }

  private static func matches(_ bytes: [UInt8], _ network: Network) -> Bool {
    guard bytes.count == network.bytes.count else { return false }
    for (index, (one, other)) in zip(bytes, network.bytes).enumerated() {
      let bits = network.bits - index * 8
      if bits <= 0 { return true }
      let mask: UInt8 = bits >= 8 ? 0xff : ~(0xff >> UInt8(bits))
      if one & mask != other & mask { return false }
    }
    return true
  }

  /// In network order; an IPv4 address in IPv6's clothes (RFC 4291 §2.5.5.2) is the IPv4 address.
  private static func bytes(_ text: String) -> [UInt8]? {
    var four = in_addr()
    if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: &four) { Array($0) } }
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: &six) { Array($0) }
    let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xff && bytes[11] == 0xff
    return isMapped ? Array(bytes.suffix(4)) : bytes
  }
}

/// What is no address and no network.
public struct PeerListFault: Error, Hashable, Sendable, CustomStringConvertible {
  public let text: String
  public var description: String { "'\(text)' is neither a numeric address nor a network such as 192.0.2.0/24" }
}
