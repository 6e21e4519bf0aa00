import Audio
public import CallInterface
public import CallRuntime
import Prompting

/// The media of a scripted call in virtual time. The caller follows a scenario, the world answers as it says, and what
/// happens is kept in turns.
public actor ScenarioChannel: MediaChannel {
  var lines: [ScenarioLine]
  let world: ScenarioWorld
  /// Media as sound; `nil` where a rule says how long everything lasts.
  let sounding: SoundingMedia?
  /// Where further lines come from; `nil` once there are no more.
  var feed: (any ScenarioFeed)?
  /// Whoever fed the caller has gone: the caller hangs up at the next question.
  var feedHasEnded = false
  var sink: (any EventSink)?

  /// All that was told, in order.
  public internal(set) var transcript: [TimedReport] = []
  public internal(set) var turns = [Turn(act: nil)]
  public internal(set) var end: (at: CallInstant, CallEnd)?

  // What the caller does.
  var waiting = Waiting.call
  /// Place of the next line that may be an act of the caller.
  var position = 0
  /// The line that each input of the caller came of, in order.
  var inputs: [Int] = []
  public private(set) var concealed: Set<Int> = []
  /// The act that is going on.
  var act: Act?
  var hasHungUp = false

  // What the world does.
  var playback = VirtualPlayback()
  var transferOutcomes: [TransferOutcome] = []
  var transfer: VirtualTransfer?
  var recording: VirtualRecording?
  var recordings = 0

  public init(_ lines: [ScenarioLine], world: ScenarioWorld, feed: (any ScenarioFeed)? = nil) {
    self.init(lines, world: world, feed: feed, sounding: nil)
  }

  init(_ lines: [ScenarioLine], world: ScenarioWorld, feed: (any ScenarioFeed)?, sounding: SoundingMedia?) {
    self.lines = lines
    self.world = world
    self.feed = feed
    self.sounding = sounding
  }

  public func open(_ sink: any EventSink) async throws {
    self.sink = sink
    arrangeWorld(from: 0)
    try await sounding?.channel.open(sink)
    sink.post(.answered)
  }

  public func perform(_ command: CallCommand) async {
    guard let sink else { return }
    switch command {
    case .play(let id, let prompt):
      let timeline = SpeakingTime.timeline(of: prompt.segments, soundLength: world.soundLength)
      if let sounding {
        playback.expect(lasting: timeline.duration, at: sink.now)
        await sounding.channel.perform(command)
      } else {
        playback.play(id, lasting: timeline.duration, marks: timeline.marks, on: sink)
      }
    case .stopPlaying:
      playback.stop(on: sink)
      await sounding?.channel.perform(command)
    case .record(let id, let request): await beginRecording(id, request, on: sink)
    case .stopRecording(let id): await stopRecording(id, on: sink)
    case .transfer(let id, let request): beginTransfer(id, request, on: sink)
    case .endTransfer(let id): endTransfer(id, on: sink)
    case .hangUp:
      playback.stop(on: sink)
      await sounding?.channel.perform(command)
    case .report(let report):
      let entry = TimedReport(at: sink.now, report)
      transcript.append(entry)
      turns[turns.count - 1].reports.append(entry)
      act?.note(report)
    case .end(let end):
      self.end = (sink.now, end)
      await closeTurn(.ended(end))
    case .fetch, .extend, .promise, .withdrawPromise: break
    }
  }

  public func conceal(_ inputs: [Int], isPrivate: Bool) async {
    for input in inputs where self.inputs.indices.contains(input) { concealed.insert(self.inputs[input]) }
    await sounding?.channel.conceal(inputs, isPrivate: isPrivate)
  }

  public func settled(_ waiting: Waiting) async {
    self.waiting = waiting
    await sounding?.channel.settled(waiting)
    if nextAct == nil, end == nil { await askQuestions() }
    await advance()
  }

  public func close() async {
    await sounding?.channel.close()
    sink = nil
  }
}
