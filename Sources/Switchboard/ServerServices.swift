public import Audio
public import CallInterface
public import CallRuntime
public import ScriptEngine
public import Telephony

/// What a telephone server is given by whoever runs it.
public struct ServerServices: Sendable {
  public var lanes: ScriptLanes
  public var resources: ResourceStore
  /// Which flow answers a call; `nil` is refused with 404. The number is the user of the request URI.
  public var route: @Sendable (_ number: String, SIPInvitation) -> CallRoute?
  /// The sounds of one call.
  public var sounds: @Sendable () -> any SoundLibrary
  /// Where one call records; the name is the call's.
  public var recordings: @Sendable (_ call: String) -> any RecordingShelving
  /// Takes what happened in a call that nobody else is told, with the call's name.
  public var log: @Sendable (_ call: String, String) -> Void
  /// Takes the record of each call that has ended.
  public var keep: @Sendable (CallRecord, RTPStatistics?) -> Void
  /// Told every report of every call.
  public var observe: (@Sendable (_ call: String, CallInstant, CallReport) -> Void)?
  /// Milliseconds since 1970, and the offset from UTC in seconds.
  public var now: @Sendable () -> (milliseconds: Int64, utcOffset: Int)

  public init(
    lanes: ScriptLanes, resources: ResourceStore,
    route: @escaping @Sendable (_ number: String, SIPInvitation) -> CallRoute?,
    sounds: @escaping @Sendable () -> any SoundLibrary,
    recordings: @escaping @Sendable (_ call: String) -> any RecordingShelving,
    log: @escaping @Sendable (_ call: String, String) -> Void,
    keep: @escaping @Sendable (CallRecord, RTPStatistics?) -> Void,
    observe: (@Sendable (_ call: String, CallInstant, CallReport) -> Void)? = nil,
    now: @escaping @Sendable () -> (milliseconds: Int64, utcOffset: Int)
  ) {
    self.lanes = lanes
    self.resources = resources
    self.route = route
    self.sounds = sounds
    self.recordings = recordings
    self.log = log
    self.keep = keep
    self.observe = observe
    self.now = now
  }
}
