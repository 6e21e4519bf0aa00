public import CallInterface
public import ECMAScript

/// One call: runs a flow, one event in, one step out. Does no I/O and reads no clock.
///
/// The same flow, facts and events at the same instants give the same steps, always.
public struct Interpreter {
  let flow: String
  let facts: CallFacts
  let library: any ResourceLibrary
  let defaults: PreparedDocument
  let script: any ScriptContext
  let options: InterpreterOptions
  let sessionScope: ScriptScope
  /// For what the call draws by lot itself; scripts have a row of their own.
  var random: SeededRandom

  /// Whether `session.connection` is there; it is written when the first expression is evaluated.
  var hasSessionVariables = false
  var state: CallState = .beforeCall
  /// The documents in execution; all but the last are callers of subdialogs.
  var contexts: [ExecutionContext] = []
  var queue = PlayQueue()
  var typeAhead = TypeAhead()
  var keyClock = KeyClock()
  var secrets = Secrets()
  /// The time of the present event.
  var now: CallInstant = .start
  /// The commands of the present step.
  var commands: [CallCommand] = []
  /// How many units of work may still be done before the next wait.
  var budget = 0
  /// It was more than that once.
  var hasRunAway = false
  /// Why the call is ending, once the caller is gone: final processing (VoiceXML 2.0 §1.5.4).
  var gone: CallEnd.Reason?
  /// What `disconnect` handed to the platform (2.1 §8).
  var disconnectValue: DataValue = .undefined
  /// The caller hung up while nothing could be told; told at the next wait (§4.1.8).
  var hangupIsPending = false
  /// A tone that was heard while nothing could be told.
  var pendingTone: LineTone?
  /// An event that only the platform's defaults caught: the call ends in error.
  var failedEvent: ThrownEvent?
  var callTime = CallTime()
  /// Events thrown since the last wait.
  var eventsInStep = 0
  /// Where the call has been, if its options ask for it.
  public internal(set) var passages: Set<Passage> = []
  /// The language that somebody chose: whoever began the call, or `ivr:language`. `nil`: the document's own.
  var chosenLanguage: String?
  /// The flow has changed it: from then on it goes before the document's `xml:lang`.
  var hasSwitchedLanguage = false
  /// What `session.language` holds.
  var writtenLanguage: String?
  private var lastActivity = 0

  /// - Parameters:
  ///   - uri: the first document, absolute, with or without a fragment.
  ///   - defaults: the platform's default handlers and properties, a flow of their own (VoiceXML 2.0 §5.2.5).
  ///   - script: a fresh context, used by this call alone.
  /// - Throws: when the script context cannot hold the session's scope.
  public init(
    flow uri: String, facts: CallFacts, library: any ResourceLibrary, defaults: PreparedDocument,
    script: any ScriptContext, options: InterpreterOptions = InterpreterOptions()
  ) throws(ScriptFault) {
    flow = uri
    self.facts = facts
    self.library = library
    self.defaults = defaults
    self.script = script
    self.options = options
    chosenLanguage = options.language
    random = SeededRandom(seed: ~facts.seed)
    script.now = facts.startedAt
    sessionScope = try script.openScope(named: "session", inside: nil)
  }

  /// Takes one event at its time. Times never go back: an earlier one counts as the time of the event before. The first
  /// event is `answered`. A deadline that has come by then is handled before the event.
  public mutating func step(_ event: CallEvent, at instant: CallInstant) -> Step {
    now = max(now, instant)
    script.now = facts.startedAt + now.milliseconds
    commands.removeAll(keepingCapacity: true)
    secrets.beginStep()
    // These are no waits for the caller: work goes on counting over them, or a flow could go round for ever.
    if !isAtWork {
      budget = options.stepLimit
      eventsInStep = 0
      hasRunAway = false
    }
    if let deadline, deadline <= now { expire() }
    take(event)
    concealCommands()
    return Step(
      commands, wakeUp: deadline, waiting: waiting, concealedInputs: secrets.concealed, isPrivate: isPrivate)
  }

  /// What the time-outs of input count in.
  var keyTime: CallInstant { keyClock.reading(at: now) }

  /// Whether the call waits for a fetch, or for something else of its host.
  private var isAtWork: Bool {
    switch state {
    case .fetching, .extending, .promising: true
    case .beforeCall, .playing, .input, .recording, .transferring, .ended: false
    }
  }

  /// Whether the call is over: no further event changes anything.
  public var hasEnded: Bool {
    if case .ended = state { true } else { false }
  }

  mutating func newActivity() -> ActivityID {
    lastActivity += 1
    return ActivityID(lastActivity)
  }

  mutating func report(_ report: CallReport) {
    commands.append(.report(report))
  }
}
