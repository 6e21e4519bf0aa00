public import CallInterface

/// A call that arrives.
public struct SIPInvitation: Hashable, Sendable {
  public let dialog: SIPDialogID
  /// Where the caller's server sent it.
  public let requestURI: String
  public let from: SIPAddress
  public let to: SIPAddress
  /// Every header field, for those that become session variables.
  public let headers: SIPHeaders
  /// The caller's session description; `nil` is a late offer: our answer makes the offer, ACK brings the answer.
  public let offer: String?
  public let source: SIPSource
  /// Who authenticated by digest, where that is asked for.
  public let user: String?

  public var callID: String { headers["Call-ID"] ?? "" }

  /// P-Asserted-Identity (RFC 3325): to be believed only where `source` is trusted.
  public var assertedIdentities: [SIPAddress] {
    headers.list("P-Asserted-Identity").compactMap { SIPAddress($0) }
  }

  /// Diversion or History-Info, the last redirection first.
  public var redirects: [CallFacts.Redirect] { redirections(in: headers) }
}

/// Who sent a message.
public struct SIPSource: Hashable, Sendable, CustomStringConvertible {
  /// Numeric.
  public let address: String
  public let port: UInt16
  /// Index of the local address in `SIPEndpointOptions.addresses` that it came to.
  public let local: Int

  public init(address: String, port: UInt16, local: Int) {
    self.address = address
    self.port = port
    self.local = local
  }

  public var description: String { address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)" }
}
