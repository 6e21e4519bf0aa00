import CallInterface

/// The caller, the network and the clock of a fuzzed call: what happens next.
struct RandomWorld {
  let world: World
  var random: SplitMix64
  var outstanding = Outstanding()
  private(set) var now: Duration = .zero

  init(_ world: World, seed: UInt64) {
    self.world = world
    random = SplitMix64(seed: seed)
  }

  // MARK: Time

  /// When the next event comes: often soon, often exactly at the deadline, now and then a little in the past.
  mutating func nextInstant(wakeUp: CallInstant?) -> CallInstant {
    switch random.below(10) {
    case 0: return CallInstant(sinceStart: now - .milliseconds(random.below(500)))
    case 1, 2: break
    case 3, 4: now = max(now, wakeUp?.sinceStart ?? now)
    case 5: now = max(now, (wakeUp?.sinceStart ?? now) - .milliseconds(1))
    case 6: now += .milliseconds(random.below(60_000))
    default: now += .milliseconds(random.below(1500))
    }
    return CallInstant(sinceStart: now)
  }

  /// Exactly the deadline.
  mutating func instant(of wakeUp: CallInstant?) -> CallInstant {
    now = max(now, wakeUp?.sinceStart ?? now)
    return CallInstant(sinceStart: now)
  }

  // MARK: Events

  mutating func nextEvent(_ waiting: Waiting) -> CallEvent {
    if random.chance(6) { return strayEvent() }
    if !outstanding.open.isEmpty, random.chance(55) { return answer(random.below(outstanding.open.count)) }
    if case .input = waiting, random.chance(80) { return input() }
    return random.chance(70) ? input() : .deadlineReached
  }

  /// The oldest activity ends; `nil` where none is left.
  mutating func oldestAnswer() -> CallEvent? {
    outstanding.open.isEmpty ? nil : answer(0)
  }

  private mutating func input() -> CallEvent {
    switch random.below(10) {
    case 0: .digitBegan(random.pick(DTMFDigit.allCases, or: .one))
    case 1: .digitEnded(.one, length: .milliseconds(random.below(2000)))
    case 2..<6: .digit(random.pick(DTMFDigit.allCases.dropLast(random.chance(90) ? 4 : 0), or: .one))
    case 6..<9: .words(random.pick(Self.words, or: ""))
    default: .deadlineReached
    }
  }

  static let words = [
    "", "yes", "no", "help", "cancel", "exit", "one", "two", "one two three", "sales", "billing", "operator", "main",
    "next", "red", "coffee", "\u{E9}t\u{E9}", "nothing that anybody expects", "12", " yes ", "YES",
  ]

  /// Anything at all, of any activity: long gone, not yet begun, or of another kind.
  private mutating func strayEvent() -> CallEvent {
    let id = ActivityID(random.below(outstanding.lastNumber + 3))
    let event: CallEvent =
      switch random.below(13) {
      case 12: .promised(id, promise())
      case 11: .extended(id, element())
      case 10: .toneHeard(random.pick(LineTone.allCases, or: .fax))
      case 0: .answered
      case 1: .promptFinished(id)
      case 2: .markReached(id, name: "m")
      case 3: .fetched(id, .loaded(ResourceReference(uri: world.entry, version: random.below(4))))
      case 4: .fetched(id, .failed(FetchFailure(event: "error.badfetch", message: "late")))
      case 5: .recordingHeard(id)
      case 6: .recorded(id, recording())
      case 7: .transferAnswered(id)
      case 8: .transferEnded(id, transfer())
      default: .deadlineReached
      }
    // It may hit an activity of its kind by chance.
    switch event {
    case .promptFinished(let id), .fetched(let id, _), .recorded(let id, _), .transferEnded(let id, _),
      .extended(let id, _), .promised(let id, _):
      outstanding.answered(id, like: event)
    default: break
    }
    return event
  }

  private mutating func answer(_ index: Int) -> CallEvent {
    let (id, activity) = outstanding.open[index]
    switch activity {
    case .fetch(let request):
      outstanding.answered(id)
      return .fetched(id, world.result(of: request, &random))
    case .prompt(let prompt):
      for case .mark(let name) in prompt.segments where random.chance(50) { return .markReached(id, name: name) }
      outstanding.answered(id)
      return .promptFinished(id)
    case .recording:
      if random.chance(40) { return .recordingHeard(id) }
      outstanding.answered(id)
      return .recorded(id, recording())
    case .transfer:
      if random.chance(40) { return .transferAnswered(id) }
      outstanding.answered(id)
      return .transferEnded(id, transfer())
    case .element:
      outstanding.answered(id)
      return .extended(id, element())
    case .promise:
      outstanding.answered(id)
      return .promised(id, promise())
    }
  }

  private mutating func promise() -> CallbackAnswer {
    let answers: [CallbackAnswer] = [
      .stored(id: 7), .failed("no room"), .badNumber("x"), .unsupported, .refused(event: "", message: nil),
    ]
    return random.pick(answers, or: .unsupported)
  }

  private mutating func element() -> ExtensionResult {
    let results: [ExtensionResult] = [
      .value(.string("Ada")), .value(.object([.init("a", .array([.undefined]))])), .nothing,
      .event(name: "error.com.example.crm", message: "not now"), .event(name: "", message: nil),
    ]
    return random.pick(results, or: .nothing)
  }

  private mutating func recording() -> RecordingResult {
    let endings: [RecordingResult.Ending] = [.silence, .stopped, .maxTime, .hungUp, .failed]
    let duration = Duration.milliseconds(random.chance(20) ? 0 : random.below(20_000))
    return RecordingResult(
      ending: random.pick(endings, or: .failed), duration: duration, size: random.below(100_000), uri: "recording:1")
  }

  private mutating func transfer() -> TransferResult {
    let results: [TransferResult] = [
      .handedOver, .busy, .noAnswer, .networkBusy, .nearEndDisconnect, .farEndDisconnect, .networkDisconnect, .unknown,
      .failed(event: "error.connection.baddestination", message: "no such number"),
    ]
    return random.pick(results, or: .unknown)
  }
}
