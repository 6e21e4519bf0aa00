public import Telephony

/// How a telephone server is reached and what it may do.
public struct ServerOptions: Sendable {
  public var sip: SIPEndpointOptions
  /// Numeric; where callers send their sound, and what our descriptions say.
  public var mediaHost: String
  /// Of RTP and RTCP, in pairs.
  public var mediaPorts: ClosedRange<UInt16> = 20000...29999
  /// Calls at once; more are refused with 503.
  public var mostCalls = 500
  /// What `Retry-After` says to a refused call, in seconds.
  public var retryAfter = 10
  /// How long a drain lets calls go on.
  public var drainLimit = Duration.seconds(300)
  /// Numeric addresses that may call; `nil` is anybody.
  public var peers: Set<String>?
  /// Whose tones a caller hears while a transfer rings.
  public var tonePlan = "CN"

  public init(sip: SIPEndpointOptions, mediaHost: String) {
    self.sip = sip
    self.mediaHost = mediaHost
  }
}
