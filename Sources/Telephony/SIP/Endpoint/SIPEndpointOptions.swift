/// How a `SIPEndpoint` is reached and what it accepts.
public struct SIPEndpointOptions: Hashable, Sendable {
  /// All are bound, or none.
  public var addresses: [SIPLocalAddress]
  /// Server or User-Agent field.
  public var userAgent = "Attendant"
  public var limits = Limits()
  public var sessionTimer = SessionTimer()
  /// `nil`: anybody may call.
  public var callers: SIPCallerAccounts?

  public init(addresses: [SIPLocalAddress]) {
    self.addresses = addresses
  }

  /// What is larger is refused with 413 or dropped, and counted.
  public struct Limits: Hashable, Sendable {
    /// Bytes.
    public var message = 65_536
    /// Bytes of one header field.
    public var headerField = 8_192
    public var headerFields = 128
    /// Requests in progress at once; more are refused with 503.
    public var transactions = 10_000

    public init() {}
  }

  /// RFC 4028, in seconds.
  public struct SessionTimer: Hashable, Sendable {
    /// `0`: none unless the peer asks.
    public var expires = 1_800
    /// Not under 90.
    public var minimum = 90

    public init() {}
  }
}

/// A local address to listen on.
public struct SIPLocalAddress: Hashable, Sendable, CustomStringConvertible {
  public enum Transport: String, Hashable, Sendable, CaseIterable { case udp, tcp, tls }
  /// Numeric, IPv4 or IPv6 without brackets; `0.0.0.0` and `::` are all of the family's.
  public var host: String
  public var port: UInt16
  public var transports: [Transport]
  /// For TLS: a folder with `agent.pem` (certificate and key) and `cafile.pem`.
  public var certificates: String?
  /// Over TLS: who must show a certificate that `cafile.pem` vouches for.
  public var verified = Verified.servers

  public enum Verified: String, Hashable, Sendable, CaseIterable {
    case nobody
    /// Those whom we connect to.
    case servers
    /// And those who connect to us.
    case everybody
  }

  public init(host: String, port: UInt16 = 5060, transports: [Transport] = [.udp, .tcp], certificates: String? = nil) {
    self.host = host
    self.port = port
    self.transports = transports
    self.certificates = certificates
  }

  public var isIPv6: Bool { host.contains(":") }

  public var description: String {
    (isIPv6 ? "[\(host)]" : host) + ":\(port)/" + transports.map(\.rawValue).joined(separator: "+")
  }

  /// `nil` where it makes no sense.
  var uri: String? {
    let allowed = host.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte) || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: ":")
    }
    guard !host.isEmpty, allowed, !transports.isEmpty, port != 0 else { return nil }
    // A TLS socket cannot share its port with TCP.
    guard !transports.contains(.tls) || (transports == [.tls] && certificates != nil) else { return nil }
    let name = isIPv6 ? "[\(host)]" : host
    // Without a parameter sofia-sip binds both UDP and TCP; its reading of a list of transports is broken (1.12.11).
    let only = transports.contains(.udp) && transports.contains(.tcp) ? "" : ";transport=\(transports[0].rawValue)"
    return transports == [.tls] ? "sips:\(name):\(port)" : "sip:\(name):\(port)\(only)"
  }
}

/// Why an endpoint does not start.
public enum SIPEndpointFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Without any address there is nothing to do.
  case noAddress
  /// Host, port and transports do not fit together, or TLS has no certificates.
  case senseless(SIPLocalAddress)
  /// In use, not ours, or its certificates cannot be read.
  case cannotBind(SIPLocalAddress)
  case outOfMemory

  public var description: String {
    switch self {
    case .noAddress: "SIP: no address to listen on"
    case .senseless(let address): "SIP: cannot listen on \(address): host, port, transports or certificates are wrong"
    case .cannotBind(let address):
      "SIP: cannot listen on \(address): in use, not an address of this machine, or bad certificates"
    case .outOfMemory: "SIP: out of memory"
    }
  }
}
