public import Audio
public import CallInterface
public import CallRuntime
public import Logging
public import Metrics
public import ScriptEngine

/// What a telephone server is given by whoever runs it.
public struct ServerServices: Sendable {
  public var lanes: ScriptLanes
  /// Which flow answers a call; `nil` is refused with 404. Asked for each call anew, so that another flow may answer
  /// from now on while calls that are up keep theirs.
  public var route: @Sendable (ArrivingCall) -> CallRoute?
  /// The sounds of one call.
  public var sounds: @Sendable (CallRoute) -> any SoundLibrary
  /// Where one call records; the name is the call's.
  public var recordings: @Sendable (_ call: String) -> any RecordingShelving
  /// Performs the elements of the host's own, which the parser of a route's resources was told of.
  public var extensions: any ExtensionHandler
  /// Takes what flows promise (`ivr:callback`). A `TelephoneService` with a `CallbackDesk` needs none here.
  public var callbacks: any CallbackKeeping
  /// Takes what happens; each line about a call has the call's id as `call` in its metadata.
  public var logger: Logger
  /// Where figures go; the article "Embedding in a server" lists them. By default where the process sends its own, if
  /// `MetricsSystem` was bootstrapped before this value was made, else nowhere.
  public var metrics: any MetricsFactory
  /// Takes the record of each call that has ended.
  public var keep: @Sendable (CallRecord) -> Void
  /// Told every report of every call.
  public var observe: (@Sendable (_ call: String, CallInstant, CallReport) -> Void)?
  /// Milliseconds since 1970, and the offset from UTC in seconds.
  public var now: @Sendable () -> (milliseconds: Int64, utcOffset: Int)

  public init(
    lanes: ScriptLanes, route: @escaping @Sendable (ArrivingCall) -> CallRoute?,
    sounds: @escaping @Sendable (CallRoute) -> any SoundLibrary,
    recordings: @escaping @Sendable (_ call: String) -> any RecordingShelving,
    extensions: any ExtensionHandler = NoExtensions(), callbacks: any CallbackKeeping = NoCallbacks(),
    logger: Logger = Logger(label: "attendant") { _ in SwiftLogNoOpLogHandler() },
    metrics: any MetricsFactory = MetricsSystem.factory,
    keep: @escaping @Sendable (CallRecord) -> Void,
    observe: (@Sendable (_ call: String, CallInstant, CallReport) -> Void)? = nil,
    now: @escaping @Sendable () -> (milliseconds: Int64, utcOffset: Int) = WallClock.local
  ) {
    self.lanes = lanes
    self.route = route
    self.sounds = sounds
    self.recordings = recordings
    self.extensions = extensions
    self.callbacks = callbacks
    self.logger = logger
    self.metrics = metrics
    self.keep = keep
    self.observe = observe
    self.now = now
  }
}

extension ServerServices {
  /// Facts of a call that begins now.
  func facts(
    from: String = "", to: String, by route: CallRoute, over name: String, _ version: String
  ) -> CallFacts {
    let now = now()
    return CallFacts(
      from: from, to: to, startedAt: now.milliseconds, utcOffset: now.utcOffset,
      seed: .random(in: 0...UInt64(UInt32.max)), protocolName: name, protocolVersion: version,
      parameters: route.parameters)
  }
}
