/// What the media of a call has done so far, for call records and metrics.
public struct RTPStatistics: Hashable, Codable, Sendable {
  public var packetsSent = 0
  public var bytesSent = 0
  public var packetsReceived = 0
  public var bytesReceived = 0
  /// Expected less received, of all sources together.
  public var lost = 0
  public var duplicates = 0
  public var reordered = 0
  /// Came, but after its time.
  public var late = 0
  /// No RTP or RTCP, or of a payload that was not agreed.
  public var malformed = 0
  /// From where nothing was agreed.
  public var fromStrangers = 0
  /// In microseconds (RFC 3550 §6.4.1): now, and the most at any report.
  public var jitter = 0
  public var jitterMost = 0
  /// How long sound waits at most, in microseconds.
  public var wait = 0
  /// Samples of concealment.
  public var concealed = 0
  public var eventsReceived = 0
  public var eventsSent = 0
  public var sourceChanges = 0
  public var codecChanges = 0
  /// What the other side reports of what we send: packets lost in all, and jitter in microseconds.
  public var remoteLost = 0
  public var remoteJitter = 0
  /// There and back in microseconds, where reports told it.
  public var roundTrip: Int?
  /// Frames left out because the machine was too busy for their time.
  public var framesSkipped = 0

  public init() {}
}
