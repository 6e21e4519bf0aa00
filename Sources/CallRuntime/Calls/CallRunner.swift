public import CallInterface
public import ECMAScript
public import FlowInterpreter
public import ScriptEngine

/// Runs one call: tells the interpreter what happens and when, and performs what it wants. Runs on the script lane of
/// its call, so that a step needs neither a lock nor a hop.
public actor CallRunner {
  /// How long a call may go on after the caller is gone: final processing (VoiceXML 2.0 §1.5.4).
  public static let finalProcessingLimit = Duration.seconds(60)
  /// Most steps at one moment; past it the channel, or the flow, goes round in circles.
  static let momentLimit = 100_000

  public nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  private let flow: String
  private let facts: CallFacts
  private let channel: any MediaChannel
  /// Whether the channel is told of reports and ends.
  private let isWatched: Bool
  private let resources: ResourceStore
  private nonisolated let lane: ScriptLane
  private let clock: RunnerClock
  private let options: InterpreterOptions
  private let defaults: PreparedDocument
  private let observer: (@Sendable (CallInstant, CallReport) -> Void)?
  private let timeline: CallTimeline
  private let session: FetchSession
  private let extensions: HostedExtensions
  private let callbacks: any CallbackKeeping
  /// Those whose answer the interpreter has not taken yet.
  private var promises: [ActivityID: PromiseInHand] = [:]

  private var interpreter: Interpreter?
  private var record: CallRecordBuilder
  private let keepsEvents: Bool
  private var events: [RecordedEvent] = []
  private var reports = 0
  /// Places in `events` of the keys and words, in order.
  private var inputs: [Int] = []
  private var isPrivate = false
  /// The time of the present event.
  private var now = CallInstant.start
  private var end: CallEnd?
  /// The last moment of this call.
  private var limit: CallInstant?
  private var callerIsGone = false

  /// - Parameters:
  ///   - flow: the first document, absolute, with or without a fragment.
  ///   - defaults: the platform's own handlers and properties.
  ///   - extensions: performs the elements that the resources' parser was told of (`ParserOptions.extensions`).
  ///   - callbacks: keeps what flows promise (`ivr:callback`).
  ///   - id: of the call record; made from the facts where it is `nil`.
  ///   - keepsEvents: whether the outcome brings the event list.
  ///   - observer: told every report with its time, on the call's lane.
  public init(
    flow: String, facts: CallFacts, channel: any MediaChannel, resources: ResourceStore, lane: ScriptLane,
    clock: RunnerClock = .real, options: InterpreterOptions = InterpreterOptions(),
    defaults: PreparedDocument = PlatformDefaults.document, extensions: any ExtensionHandler = NoExtensions(),
    callbacks: any CallbackKeeping = NoCallbacks(), id: String? = nil, keepsEvents: Bool = false,
    observer: (@Sendable (CallInstant, CallReport) -> Void)? = nil
  ) {
    self.flow = flow
    self.facts = facts
    self.channel = channel
    isWatched = channel.isWatching
    self.resources = resources
    self.lane = lane
    self.clock = clock
    self.options = options
    self.defaults = defaults
    self.keepsEvents = keepsEvents
    self.observer = observer
    let timeline = CallTimeline(isVirtual: clock.isVirtual, lane: lane)
    self.timeline = timeline
    session = FetchSession(isVirtual: clock.isVirtual) { facts.startedAt + timeline.now.milliseconds }
    self.extensions = HostedExtensions(handler: extensions, call: facts, isVirtual: clock.isVirtual)
    self.callbacks = callbacks
    record = CallRecordBuilder(id: id, flow: flow, facts: facts, language: options.language)
    limit = clock.limit
  }

  /// Runs the call to its end; to be called once. Cancelling the task hangs the call up.
  public func run() async -> CallOutcome {
    await withTaskCancellationHandler {
      await openAndConverse()
    } onCancel: {
      timeline.interrupt()
    }
    let passages = interpreter?.passages ?? []
    // The script context must go where it lived: on the lane.
    interpreter = nil
    timeline.close()
    await channel.close()
    // The flow was not told that they failed.
    for promise in promises.values { promise.confirm() }
    promises.removeAll()
    let end = end ?? CallEnd(reason: .error)
    return CallOutcome(
      end: end, ended: now, reports: reports, events: events, record: record.finished(end, at: now),
      passages: passages)
  }

  /// Whether an expression is true in the scope where the call now stands; to be asked by the channel in `settled`
  /// and when it performs `end`.
  public func condition(_ expression: String) throws(ScriptFault) -> Bool {
    guard interpreter != nil else { throw ScriptFault(.engine, "the call is over") }
    return try interpreter?.condition(expression) ?? false
  }

  private func openAndConverse() async {
    do throws(ScriptFault) {
      let script = try lane.makeContext(ScriptConfiguration(utcOffset: facts.utcOffset, seed: facts.seed))
      interpreter = try Interpreter(
        flow: flow, facts: facts, library: resources, defaults: defaults, script: script, options: options)
    } catch {
      return await fail("the script engine cannot serve this call: \(error)")
    }
    do {
      try await channel.open(timeline)
    } catch {
      return await fail("the channel cannot be opened: \(error)")
    }
    timeline.begin(.answered)
    await withDiscardingTaskGroup { group in
      await converse(&group)
      group.cancelAll()
    }
  }

  /// One event in, one step out, until the end.
  private func converse(_ work: inout DiscardingTaskGroup) async {
    var deadline: CallInstant?
    var moment = now
    var stepsInMoment = 0
    while end == nil {
      switch await timeline.next(deadline: deadline, limit: limit) {
      case .event(.answered, _) where record.isAnswered:
        // A channel may say so too.
        continue
      case .event(let event, let instant):
        now = instant
        stepsInMoment = moment == now ? stepsInMoment + 1 : 0
        moment = now
        guard stepsInMoment < Self.momentLimit else { return await fail("the call makes no headway") }
        if event == .hungUp { limitFinalProcessing() }
        deadline = await take(event, &work)
      case .interrupted:
        now = timeline.present
        limit = now
        guard !callerIsGone else { continue }
        callerIsGone = true
        deadline = await take(.hungUp, &work)
      case .limitReached, .nothing:
        now = timeline.present
        await finish(CallEnd(reason: callerIsGone ? .hangup : .abandoned))
      }
    }
  }

  private func take(_ event: CallEvent, _ work: inout DiscardingTaskGroup) async -> CallInstant? {
    if keepsEvents { keep(event) }
    record.note(event, at: now)
    if case .fetched(_, .loaded(let reference)) = event, let document = resources.document(reference) {
      record.note(document.document)
    }
    guard let step = interpreter?.step(event, at: now) else { return nil }
    // An answer that comes after `withdrawPromise` finds nothing here.
    if case .promised(let id, let answer) = event { promises.removeValue(forKey: id)?.told(answer) }
    if !step.concealedInputs.isEmpty || step.isPrivate != isPrivate { await conceal(step) }
    // To the channel's actor and back once, and not for each of them.
    var channels: [CallCommand] = []
    for command in step.commands {
      record.note(command, at: now)
      if case .end(let end) = command {
        await hand(&channels)
        await finish(end)
      } else {
        begin(command, &channels, &work)
      }
    }
    await hand(&channels)
    if step.waiting == .ended, end == nil { await finish(CallEnd(reason: .exit)) }
    if isWatched { await channel.settled(step.waiting) }
    return step.wakeUp
  }

  private func hand(_ commands: inout [CallCommand]) async {
    guard !commands.isEmpty else { return }
    await channel.perform(commands)
    commands.removeAll()
  }

  /// - Parameter channels: takes what the channel is to perform.
  private func begin(_ command: CallCommand, _ channels: inout [CallCommand], _ work: inout DiscardingTaskGroup) {
    switch command {
    case .fetch(let id, let request):
      timeline.willBegin(id, taking: clock.isVirtual ? resources.virtualDelay(of: request) : .zero)
      if !clock.isVirtual, let answer = resources.atHand(request, session: session) {
        return timeline.didEnd(id, .fetched(id, answer))
      }
      work.addTask { [resources, session, timeline] in
        timeline.didEnd(id, .fetched(id, await resources.fetch(request, session: session)))
      }
    case .extend(let id, let request):
      timeline.willBegin(id)
      work.addTask { [extensions, timeline] in
        timeline.didEnd(id, .extended(id, await extensions.result(of: request)))
      }
    case .promise(let id, let request):
      timeline.willBegin(id)
      let call = PromisingCall(id: record.id, flow: flow, facts: facts, time: facts.startedAt + now.milliseconds)
      let promise = PromiseInHand(request, of: call, by: callbacks)
      promises[id] = promise
      work.addTask { [timeline, isVirtual = clock.isVirtual] in
        timeline.didEnd(id, .promised(id, await promise.answer(isVirtual: isVirtual)))
      }
    case .withdrawPromise(let id): promises.removeValue(forKey: id)?.withdraw()
    case .report(let report):
      tell(report)
      if isWatched { channels.append(command) }
    case .hangUp:
      limitFinalProcessing()
      channels.append(command)
    case .end, .play, .stopPlaying, .record, .stopRecording, .transfer, .endTransfer:
      channels.append(command)
    }
  }

  private func keep(_ event: CallEvent) {
    switch event {
    case .digit, .digitBegan, .words: inputs.append(events.count)
    case .answered, .deadlineReached, .digitEnded, .toneHeard, .promptFinished, .markReached, .fetched, .recordingHeard,
      .recorded, .transferAnswered, .transferEnded, .extended, .promised, .hungUp:
      break
    }
    events.append(RecordedEvent(at: now, event: event))
  }

  private func conceal(_ step: Step) async {
    isPrivate = step.isPrivate
    for input in step.concealedInputs where inputs.indices.contains(input) { events[inputs[input]].conceal() }
    await channel.conceal(step.concealedInputs, isPrivate: isPrivate)
  }

  private func tell(_ report: CallReport) {
    reports += 1
    observer?(now, report)
  }

  private func limitFinalProcessing() {
    guard !callerIsGone else { return }
    callerIsGone = true
    let last = now.advanced(by: Self.finalProcessingLimit)
    limit = limit.map { min($0, last) } ?? last
  }

  private func fail(_ message: String) async {
    let report = CallReport.warning(message)
    tell(report)
    if isWatched { await channel.perform(.report(report)) }
    await finish(CallEnd(reason: .error))
  }

  private func finish(_ end: CallEnd) async {
    guard self.end == nil else { return }
    self.end = end
    if isWatched { await channel.perform(.end(end)) }
  }
}
