public import CallInterface
public import Telephony

/// How a telephone server is reached and what it may do.
public struct ServerOptions: Sendable {
  public var sip: SIPEndpointOptions
  /// Numeric; where callers send their sound and what our descriptions say, for each address of `sip`.
  public var mediaHosts: [String]
  /// Of RTP and RTCP, in pairs.
  public var mediaPorts: ClosedRange<UInt16> = 20000...29999
  public var media = MediaSettings()
  /// Calls at once; more are refused with 503.
  public var mostCalls = 500
  /// Calls a second from one source; more are refused with 503. `nil`: any.
  public var callsPerSecond: Double?
  /// From this load on no more calls are taken, 0 to 1: those that are up must not suffer.
  public var mostLoad = 0.85
  /// What `Retry-After` says to a refused call, in seconds.
  public var retryAfter = 10
  /// How long a drain lets calls go on.
  public var drainLimit = Duration.seconds(300)
  /// Who may call; `nil` is anybody.
  public var peers: PeerList?
  /// Where flows may transfer calls to.
  public var transfers = TransferAllowance.anywhere
  /// Header fields of an INVITE that flows may read.
  public var headers: [String] = []
  /// Kept up as long as the server runs.
  public var registrations: [SIPRegistration] = []
  /// For calls of ours.
  public var credentials: SIPCredentials?
  /// Through which calls of ours go, as a URI.
  public var proxy: String?
  /// Whose tones a caller hears while a transfer rings.
  public var tonePlan = "CN"

  /// - Parameter mediaHosts: for each address of `sip`; by default the address itself.
  public init(sip: SIPEndpointOptions, mediaHosts: [String]? = nil) {
    self.sip = sip
    self.mediaHosts = mediaHosts ?? sip.addresses.map(\.host)
  }
}
