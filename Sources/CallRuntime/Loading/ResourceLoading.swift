public import CallInterface

/// Brings the bytes of a resource from wherever they are. The one door to files and to the network, so that a
/// scenario can put something else behind it.
public protocol ResourceLoading: Sendable {
  /// Ends soon after its task is cancelled; sets no time limit of its own.
  func load(_ request: LoadRequest, session: FetchSession) async throws(LoadFailure) -> LoadedResource
  /// The bytes where they are in memory and nothing needs to be asked for them; `nil` where `load` has to bring them.
  func atHand(_ request: LoadRequest) -> LoadedResource?
  /// Whether answering takes as long as somebody else likes. What is answered from this machine needs no time-out
  /// in virtual time, where a loaded machine must not change the course of a call.
  func waitsForOthers(_ request: LoadRequest) -> Bool
  /// How long the answer is on its way in virtual time, where loading itself takes no time.
  func virtualDelay(of request: LoadRequest) -> VirtualDelay
  /// Whether there may be a sound at a URI, as far as that is known without fetching it.
  func isThere(_ uri: String) -> Bool
}

extension ResourceLoading {
  public func atHand(_ request: LoadRequest) -> LoadedResource? { nil }
  public func waitsForOthers(_ request: LoadRequest) -> Bool { true }
  public func virtualDelay(of request: LoadRequest) -> VirtualDelay { .time(.zero) }
  public func isThere(_ uri: String) -> Bool { true }
}

/// How long an answer is on its way in virtual time.
public enum VirtualDelay: Hashable, Sendable {
  case time(Duration)
  /// It never comes.
  case endless

  /// The time after which a call hears of it, and whether that is because its own time was over first.
  func ending(within limit: Duration) -> (after: Duration, isLate: Bool) {
    switch self {
    case .time(let time) where time <= limit: (time, false)
    case .time, .endless: (max(.zero, limit), true)
    }
  }
}

/// What to bring.
public struct LoadRequest: Hashable, Sendable {
  /// Absolute.
  public var uri: String
  /// POST with this body; `nil` is a GET.
  public var body: FetchRequest.Body?
  /// Oldest cached copy that may be used without asking again (VoiceXML 2.0 §6.1.2).
  public var maxAge: Duration?
  /// How long past its expiry a cached copy may still be used.
  public var maxStale: Duration?
  /// Most bytes of an answer.
  public var sizeLimit: Int

  public init(
    uri: String, body: FetchRequest.Body? = nil, maxAge: Duration? = nil, maxStale: Duration? = nil, sizeLimit: Int
  ) {
    self.uri = uri
    self.body = body
    self.maxAge = maxAge
    self.maxStale = maxStale
    self.sizeLimit = sizeLimit
  }
}

/// The bytes, and what their bringer knows about them.
public struct LoadedResource: Hashable, Sendable {
  /// After redirects, without a fragment.
  public var uri: String
  public var bytes: [UInt8]
  /// Lower case, without parameters; `nil` where nobody said.
  public var mediaType: String?
  /// Of the media type.
  public var charset: String?

  public init(uri: String, bytes: [UInt8], mediaType: String? = nil, charset: String? = nil) {
    self.uri = uri
    self.bytes = bytes
    self.mediaType = mediaType
    self.charset = charset
  }

  /// - Parameter contentType: the header of that name, whose charset counts.
  public init(uri: String, bytes: [UInt8], contentType: String?) {
    let type = MediaType(contentType)
    self.init(uri: uri, bytes: bytes, mediaType: type.name, charset: type.charset)
  }
}
