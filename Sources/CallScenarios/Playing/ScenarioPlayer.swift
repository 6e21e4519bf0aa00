public import Audio
public import CallInterface
public import CallRuntime
public import FlowInterpreter
public import FlowParser
public import ScriptEngine
import Synchronization

/// Plays scenarios: whole calls in virtual time, the same on every machine.
public struct ScenarioPlayer: Sendable {
  private let lanes: ScriptLanes
  private let parsing: ParserOptions
  private let extensions: any ExtensionHandler
  private let notesPassages: Bool
  private let defaults: PreparedDocument
  private let sounds: (@Sendable (any ResourceLoading) -> any SoundLibrary)?

  /// - Parameters:
  ///   - parsing: how flows and grammars are read.
  ///   - extensions: performs the elements that `parsing` declares; none of their work takes virtual time.
  ///   - notesPassages: whether played calls tell where in their flow they have been.
  ///   - defaults: what happens where a flow says nothing.
  ///   - sounds: makes the sounds of a call, with the loader that knows the scenario's answers. Given, calls are sound on
  ///     a line, keys and speech of the caller too; else a rule says how long everything lasts.
  public init(
    lanes: ScriptLanes, parsing: ParserOptions = ParserOptions(), extensions: any ExtensionHandler = NoExtensions(),
    notesPassages: Bool = false, defaults: PreparedDocument = PlatformDefaults.document,
    sounds: (@Sendable (any ResourceLoading) -> any SoundLibrary)? = nil
  ) {
    self.lanes = lanes
    self.parsing = parsing
    self.extensions = extensions
    self.notesPassages = notesPassages
    self.defaults = defaults
    self.sounds = sounds
  }

  /// When a call begins whose scenario does not say it: a Monday morning, always the same.
  public static let usualStart = CalendarTime(milliseconds: 1_767_607_200_000, utcOffset: 0)

  /// The facts of a call about which nothing was said.
  public static var usualFacts: CallFacts {
    CallFacts(startedAt: usualStart.milliseconds, utcOffset: usualStart.utcOffset)
  }

  /// - Parameters:
  ///   - flow: the absolute URI of the first document.
  ///   - facts: of the call; what the scenario says goes before them in `Scenario.facts`.
  ///   - language: as the call begins, before that of the scenario.
  ///   - feed: where further lines come from when those of the scenario are used up.
  ///   - observer: told every report as it comes.
  public func play(
    _ scenario: Scenario, flow: String, facts: CallFacts, language: String? = nil, feed: (any ScenarioFeed)? = nil,
    observer: (@Sendable (TimedReport) -> Void)? = nil
  ) async -> PlayedCall {
    let collected = FindingsBox()
    let notes = NotesBox()
    var parsing = parsing
    if let mode = scenario.mode { parsing.mode = mode }
    let loader = OverridingLoader(over: StandardLoader { facts.startedAt })
    let resources = ResourceStore(
      loader: loader,
      options: ResourceOptions(parsing: parsing, onDiagnostics: { _, found in collected.add(found) }))
    let runner = RunnerBox()
    let folder = scenario.folder
    let world = ScenarioWorld(
      override: { uri, answer, delay in
        loader.override(uriSuffix: Self.suffix(of: uri), with: answer.answer(in: folder), after: delay)
      },
      evaluate: { await runner.condition($0) },
      soundLength: SoundLength.of,
      keepRecording: { number, length, type in
        scenario.recordingsFail ? nil : RecordingShelf.keep(number, lasting: length, type: type)
      })
    let shelf = ScenarioRecordings(isBroken: scenario.recordingsFail)
    let sounding = sounds.flatMap { sounds in
      SoundingMedia(sounds: sounds(loader), recordings: shelf) { notes.add($0) }
    }
    let channel = ScenarioChannel(scenario.lines, world: world, feed: feed, sounding: sounding)
    let tell: @Sendable (CallInstant, CallReport) -> Void = { at, report in observer?(TimedReport(at: at, report)) }
    let call = CallRunner(
      flow: flow, facts: facts, channel: channel, resources: resources, lane: lanes.next(), clock: .virtual(),
      options: InterpreterOptions(
        language: language ?? scenario.language, spokenLanguages: scenario.spokenLanguages.map(Languages.init),
        understoodLanguages: scenario.understoodLanguages.map(Languages.init),
        missingElements: Set(scenario.missingElements), notesPassages: notesPassages),
      defaults: defaults, extensions: extensions,
      callbacks: scenario.callbacksFail ? BrokenStore() : CallbacksInMemory(), observer: tell)
    runner.set(call)
    let outcome = await call.run()
    runner.set(nil)
    return PlayedCall(
      flow: flow, facts: facts, lines: await channel.lines, transcript: await channel.transcript,
      turns: await channel.turns, end: outcome.end, ended: outcome.ended, record: outcome.record,
      concealed: await channel.concealed, diagnostics: collected.all, lineNotes: notes.all,
      passages: outcome.passages)
  }

  /// Whole segments at the end of a URI.
  private static func suffix(of uri: String) -> String {
    var rest = uri[...]
    while rest.hasPrefix("./") || rest.hasPrefix("../") {
      rest = rest.drop { $0 != "/" }.dropFirst()
    }
    return String(rest)
  }
}

/// A call that was played to its end.
public struct PlayedCall: Sendable {
  public let flow: String
  public let facts: CallFacts
  /// What the caller followed: the scenario's lines, and those that came while the call went on.
  public let lines: [ScenarioLine]
  public let transcript: [TimedReport]
  public let turns: [Turn]
  public let end: CallEnd
  public let ended: CallInstant
  public let record: CallRecord
  /// Places in `lines` of the acts that were secure input, or a part of it.
  public let concealed: Set<Int>
  /// All that was found in documents, grammars and data while they were read.
  public let diagnostics: [Diagnostic]
  /// What the log of its line holds: sounds that could not be played, and so on. Empty without a line.
  public let lineNotes: [String]
  /// Where the call has been, if the player was asked to note it.
  public let passages: Set<Passage>

  /// The call as JSON lines.
  public var jsonLines: [String] {
    var lines = JSONLines(flow: flow)
    let begin = lines.call(facts)
    let reports = transcript.map { lines.line($0) }
    return [begin] + reports + [lines.end(end, at: ended)]
  }
}

extension Scenario {
  /// The folder that its paths are relative to.
  public var folder: String {
    let path = FileURI.absolute(file == "-" ? "stdin" : file)
    return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }

  /// The absolute URI of its flow, or `nil` where it names none.
  public var flowURI: String? { flow.map { FileURI.uri(of: $0, in: folder) } }
}

extension FetchAnswer {
  func answer(in folder: String) -> OverridingLoader.Answer {
    switch self {
    case .file(let path, let type): .file(uri: FileURI.uri(of: path, in: folder), type: type)
    case .status(let status): .status(status)
    case .timeout: .timeout
    case .never: .never
    }
  }
}

/// Findings of documents that are read by several tasks.
private final class FindingsBox: Sendable {
  private let found = Mutex<[Diagnostic]>([])

  func add(_ more: [Diagnostic]) {
    found.withLock { $0 += more }
  }

  var all: [Diagnostic] { found.withLock { $0 } }
}

private final class NotesBox: Sendable {
  private let notes = Mutex<[String]>([])

  func add(_ note: String) {
    notes.withLock { $0.append(note) }
  }

  var all: [String] { notes.withLock { $0 } }
}

/// The runner of a channel that had to be made before it.
private final class RunnerBox: Sendable {
  private let runner = Mutex<CallRunner?>(nil)

  func set(_ runner: CallRunner?) {
    self.runner.withLock { $0 = runner }
  }

  func condition(_ expression: String) async -> ConditionAnswer {
    guard let runner = runner.withLock({ $0 }) else { return .faulty("the call is over") }
    do {
      return try await runner.condition(expression) ? .holds : .fails
    } catch {
      return .faulty("\(error)")
    }
  }
}
