/// What is known when a call begins. With the flow and the event list it determines the whole call.
public struct CallFacts: Hashable, Codable, Sendable {
  /// The caller's and the called address, as URIs or numbers.
  public var from: String
  public var to: String
  /// When the call began, in milliseconds since 1970-01-01T00:00:00Z.
  public var startedAt: Int64
  /// Offset of the call's local time from UTC, in seconds.
  public var utcOffset: Int
  /// Seed of everything random in the call.
  public var seed: UInt64
  /// `session.connection.protocol.name` and `.version`.
  public var protocolName: String
  public var protocolVersion: String
  /// `session.connection.aai`.
  public var aai: String?
  /// `session.connection.redirect`: the last redirection first.
  public var redirects: [Redirect]
  /// `session.connection.protocol.sip.headers`, names in lower case: those that the server was told to pass on.
  public var headers: [String: String]
  /// `session.parameters`: what the number that was called gives the flow.
  public var parameters: [String: String]
  /// `outgoing` is a call of ours: `from` and `to` are its ends as they are, and `originator` is this side.
  public var direction = Direction.incoming

  /// Who called whom.
  public enum Direction: String, Hashable, Codable, Sendable { case incoming, outgoing }

  /// One entry of `session.connection.redirect` (VoiceXML 2.0 §5.1.4).
  public struct Redirect: Hashable, Codable, Sendable {
    public var uri: String
    public var pi: String?
    public var si: String?
    public var reason: String?

    public init(uri: String, pi: String? = nil, si: String? = nil, reason: String? = nil) {
      self.uri = uri
      self.pi = pi
      self.si = si
      self.reason = reason
    }
  }

  public init(
    from: String = "", to: String = "", startedAt: Int64, utcOffset: Int = 0, seed: UInt64 = 1,
    protocolName: String = "text", protocolVersion: String = "1.0", aai: String? = nil, redirects: [Redirect] = [],
    headers: [String: String] = [:], parameters: [String: String] = [:]
  ) {
    self.from = from
    self.to = to
    self.startedAt = startedAt
    self.utcOffset = utcOffset
    self.seed = seed
    self.protocolName = protocolName
    self.protocolVersion = protocolVersion
    self.aai = aai
    self.redirects = redirects
    self.headers = headers
    self.parameters = parameters
  }
}
