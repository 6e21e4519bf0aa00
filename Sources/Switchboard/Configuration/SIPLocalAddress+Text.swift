public import Telephony

extension SIPLocalAddress {
  /// `192.0.2.10:5060`, `[2001:db8::1]:5061/tcp`, `192.0.2.10:5061/tls`, `192.0.2.10:5060/udp+tcp`; without a transport
  /// UDP and TCP.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let place = SocketAddress(String(parts[0])), place.port > 0 else { return nil }
    self.init(host: place.host, port: place.port)
    guard parts.count == 2 else { return }
    let names = parts[1].split(separator: "+", omittingEmptySubsequences: false).map { Transport(rawValue: String($0)) }
    let transports = names.compactMap(\.self)
    guard transports.count == names.count, !transports.isEmpty else { return nil }
    self.transports = transports
  }
}
