/// A call to place.
public struct SIPCall: Hashable, Sendable {
  /// Whom to call: a `sip:`, `sips:` or `tel:` URI.
  public var to: String
  /// Who calls: a URI, or a name and a URI in angle brackets.
  public var from: String
  /// Our offer.
  public var offer: String
  /// Further header fields.
  public var headers = SIPHeaders()
  /// For 401 and 407.
  public var credentials: SIPCredentials?
  /// An outbound proxy, as a URI.
  public var proxy: String?
  /// Index of the local address to call from; `nil` chooses by family and transport of the destination.
  public var local: Int?

  public init(to: String, from: String, offer: String) {
    self.to = to
    self.from = from
    self.offer = offer
  }
}

/// User and password for digest authentication.
public struct SIPCredentials: Hashable, Sendable {
  public var user: String
  public var password: String

  public init(user: String, password: String) {
    self.user = user
    self.password = password
  }
}

/// A registration to keep up.
public struct SIPRegistration: Hashable, Sendable {
  /// URI of the registrar.
  public var registrar: String
  /// The address of record, as a URI.
  public var address: String
  public var credentials: SIPCredentials?
  /// Seconds; renewed before it runs out.
  public var expires = 3_600
  /// Index of the local address; `nil` chooses as for calls.
  public var local: Int?

  public init(registrar: String, address: String, credentials: SIPCredentials? = nil) {
    self.registrar = registrar
    self.address = address
    self.credentials = credentials
  }
}
