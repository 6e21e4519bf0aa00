/// The media of one call: what plays, listens, records and transfers. A channel may be a terminal, a script in virtual
/// time, or a telephone line.
public protocol MediaChannel: Actor {
  /// Whether it is to see `report`, `end` and how the call waits; most channels are. One that does nothing with them
  /// saves the call a way to its actor and back for each. Asked once, before `open`.
  nonisolated var isWatching: Bool { get }
  /// Begins the call's media; events go to `sink` from now on.
  func open(_ sink: any EventSink) async throws
  /// Performs `play`, `stopPlaying`, `record`, `stopRecording`, `transfer`, `endTransfer`, `hangUp`, and may show
  /// `report` and `end`. Only starts work: what comes of it is told to the sink.
  func perform(_ command: CallCommand) async
  /// The same for all commands of a step, in order: by itself one after another.
  func perform(_ commands: [CallCommand]) async
  /// All commands of a step were performed; the call now waits like this. A script acts here, a console shows it.
  func settled(_ waiting: Waiting) async
  /// Before the commands of a step, where something is secure (`ivr:secure`) or keys are typed ahead, which may be: these
  /// inputs (`Step.concealedInputs`) may not be written down, and while `isPrivate` nothing of the caller may be
  /// recorded. A channel that keeps nothing of its caller has nothing to do.
  func conceal(_ inputs: [Int], isPrivate: Bool) async
  /// The call is over; nothing may be told to the sink after this returns.
  func close() async
}

extension MediaChannel {
  public func conceal(_ inputs: [Int], isPrivate: Bool) async {}

  public nonisolated var isWatching: Bool { true }

  public func perform(_ commands: [CallCommand]) async {
    for command in commands { await perform(command) }
  }
}

/// Where a channel tells its events. Safe to use from anywhere, never blocks.
public protocol EventSink: Sendable {
  /// Time since the call began, by the call's clock (real or virtual).
  var now: CallInstant { get }
  /// An event that has just happened.
  func post(_ event: CallEvent)
  /// An event that will happen by itself after a time of the call's clock, unless cancelled.
  @discardableResult
  func schedule(_ event: CallEvent, after delay: Duration) -> ScheduledEvent
  func cancel(_ scheduled: ScheduledEvent)
  /// Whether it has neither happened nor been cancelled. In `settled`, one that is no longer pending was performed.
  func isPending(_ scheduled: ScheduledEvent) -> Bool
}

public struct ScheduledEvent: Hashable, Sendable {
  public let number: Int

  public init(number: Int) {
    self.number = number
  }
}

extension EventSink {
  /// Has the call settle again after a time, without anything happening to it: a fact about an activity that never was.
  public func scheduleReminder(after time: Duration) -> ScheduledEvent {
    schedule(.promptFinished(ActivityID(-1)), after: time)
  }
}
