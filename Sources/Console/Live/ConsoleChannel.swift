public import CallInterface
public import CallScenarios

/// A call on a terminal, in real time: the tester hears by reading and speaks by keys.
public actor ConsoleChannel: MediaChannel {
  public struct Options: Sendable {
    /// Prompts take no time.
    public var isFast: Bool
    public var inColour: Bool

    public init(isFast: Bool = false, inColour: Bool = true) {
      self.isFast = isFast
      self.inColour = inColour
    }
  }

  let terminal: Terminal
  let options: Options
  /// Called when the tester wants out at once.
  let quit: @Sendable () -> Void
  var sink: (any EventSink)?
  var screen: LiveScreen

  var waiting = Waiting.call
  var speaking: [Spoken] = []
  var transfer: LiveTransfer?
  var recording: LiveRecording?
  var recordings = 0
  /// Words that are being typed; `nil` while keys act.
  var typing: String?
  var decoder = KeyDecoder()
  var hasHungUp = false
  var recorder: TranscriptRecorder
  private var tasks: [Task<Void, Never>] = []

  /// A prompt that is being heard or will be.
  struct Spoken {
    let id: ActivityID
    let pace: SpokenPace
    let begin: CallInstant
    let events: [ScheduledEvent]
    var end: CallInstant { begin.advanced(by: pace.duration) }
  }

  /// - Parameters:
  ///   - recorder: writes the scenario of the call; ask for `scenario` when it is over.
  ///   - quit: ends the whole call at once.
  public init(
    terminal: Terminal, options: Options, recorder: TranscriptRecorder, quit: @escaping @Sendable () -> Void
  ) {
    self.terminal = terminal
    self.options = options
    self.recorder = recorder
    self.quit = quit
    screen = LiveScreen(columns: terminal.columns, inColour: options.inColour)
  }

  /// What happened, as a scenario that makes it happen again.
  public var scenario: String { recorder.text }

  public func open(_ sink: any EventSink) async throws {
    self.sink = sink
    _ = terminal.enterRawMode()
    commit([.init("? explains the keys", .quiet)])
    let bytes = terminal.bytes()
    tasks = [
      Task { [weak self] in
        for await chunk in bytes { await self?.typed(chunk) }
        await self?.inputEnded()
      },
      Task { [weak self] in
        while !Task.isCancelled {
          do { try await Task.sleep(for: .milliseconds(100)) } catch { return }
          await self?.refresh()
        }
      },
    ]
    sink.post(.answered)
  }

  public func perform(_ command: CallCommand) async {
    guard let sink else { return }
    switch command {
    case .play(let id, let prompt): play(id, prompt, on: sink)
    case .stopPlaying: stopPlaying(on: sink)
    case .record(let id, let request): beginRecording(id, request, on: sink)
    case .stopRecording(let id): endRecording(id, .stopped, on: sink)
    case .transfer(let id, let request): beginTransfer(id, request, on: sink)
    case .endTransfer(let id): endTransfer(id, on: sink)
    case .report(let report): show(report)
    case .hangUp: stopPlaying(on: sink)
    case .end(let end):
      finishSpeaking(all: true)
      let (text, style) = ReportLines.line(end)
      recorder.note(end)
      transfer = nil
      recording = nil
      typing = nil
      waiting = .ended
      terminal.write(screen.show([]))
      commit([.init(text, style)])
    case .fetch, .extend, .promise, .withdrawPromise: break
    }
  }

  public func conceal(_ inputs: [Int], isPrivate: Bool) async {
    recorder.conceal(inputs)
  }

  public func settled(_ waiting: Waiting) async {
    self.waiting = waiting
    if case .transfer = waiting {} else { transfer = nil }
    if case .recording = waiting {} else { recording = nil }
    refresh()
  }

  public func close() async {
    for task in tasks { task.cancel() }
    tasks = []
    sink = nil
    terminal.leaveRawMode()
  }

  // MARK: What is seen

  func commit(_ lines: [LiveScreen.Line]) {
    screen.columns = terminal.columns
    // The rows that change come back when the step is over.
    terminal.write(screen.show([]) + screen.commit(lines))
  }

  private func show(_ report: CallReport) {
    recorder.note(report, at: sink?.now ?? .start)
    finishSpeaking(all: false)
    switch report {
    case .prompt(_, _, heard: true): break  // It is shown as it is spoken.
    case .prompt, .entered, .input, .match, .noinput, .nomatch, .caught, .log, .fetch, .transfer, .record,
      .extension, .callback, .language, .metric, .outcome, .warning, .uncaught:
      if let (text, style) = ReportLines.line(report) { commit([.init(text, style)]) }
    }
  }
}
