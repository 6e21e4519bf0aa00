public import Telephony

/// What a server's configuration file says (YAML). What it leaves out is `nil` or empty.
public struct ServerFile: Hashable, Sendable {
  public struct Listener: Hashable, Sendable {
    public var address: SIPLocalAddress
    /// Where callers send their sound; the address itself where it is `nil`.
    public var mediaHost: String?

    public init(address: SIPLocalAddress, mediaHost: String? = nil) {
      self.address = address
      self.mediaHost = mediaHost
    }
  }
  public struct Account: Hashable, Sendable {
    public var user: String
    public var password: String
  }

  public var sip: [Listener] = []
  public var http: String?
  public var audioSocket: String?
  public var mediaPorts: ClosedRange<UInt16>?
  public var mostCalls: Int?
  public var callsPerSecond: Double?
  public var mostLoad: Double?
  public var drainLimit: Duration?
  public var peers: [String]?
  public var callers: SIPCallerAccounts?
  public var registrations: [SIPRegistration] = []
  public var account: Account?
  public var proxy: String?
  public var transfers: [String]?
  public var headers: [String] = []
  public var recordings: String?
  public var voice: String?
  public var tonePlan: String?
  public var logFormat: String?
  public var logLevel: String?
  /// The absolute URI of default handlers of one's own.
  public var defaults: String?
  public var routes: [RouteTable.Entry] = []
  /// The file of the call store.
  public var store: String?
  public var callbacks: Callbacks?

  public init() {}
}
