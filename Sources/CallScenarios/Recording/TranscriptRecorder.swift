public import CallInterface
import Prompting

/// Writes down a live call as a scenario that makes it happen again.
public struct TranscriptRecorder: Sendable {
  private var lines: [ScenarioLine.Kind]
  /// The keys that are being pressed, as the place of their line; `nil` when something has come of them.
  private var open: (place: Int, last: CallInstant, during: Waiting)?
  private var lastKey: CallInstant?
  /// Where each input of the caller stands: its line, and its place in it.
  private var inputs: [(line: Int, stroke: Int)] = []

  /// - Parameter flow: relative to where the scenario will be.
  public init(flow: String, facts: CallFacts) {
    let time = CalendarTime(milliseconds: facts.startedAt, utcOffset: facts.utcOffset)
    lines = [
      .flow(flow),
      .call(CallStart(from: Self.word(facts.from), to: Self.word(facts.to), at: time)),
      .seed(facts.seed),
    ]
  }

  /// The scenario so far.
  public var text: String { lines.map { $0.text + "\n" }.joined() }

  // MARK: What the caller does

  public mutating func notePress(_ digit: DTMFDigit, at instant: CallInstant, while waiting: Waiting) {
    defer { lastKey = instant }
    if let open, case .press(var strokes, let atOnce) = lines[open.place] {
      let pause = open.last.duration(to: instant)
      strokes.append(KeyStroke(digit, after: pause < .milliseconds(600) ? KeyStroke.usualPause : Self.rounded(pause)))
      lines[open.place] = .press(strokes, atOnce: atOnce)
      self.open = (open.place, instant, open.during)
      inputs.append((open.place, strokes.count - 1))
    } else {
      lines.append(.press([KeyStroke(digit)], atOnce: !Self.isTheCallersTurn(waiting)))
      open = (lines.count - 1, instant, waiting)
      inputs.append((lines.count - 1, 0))
    }
    if Self.isSecure(waiting) { conceal([inputs.count - 1]) }
  }

  public mutating func noteWords(_ words: String, while waiting: Waiting) {
    open = nil
    lines.append(.say(WordPattern.normalised(words), atOnce: !Self.isTheCallersTurn(waiting)))
    inputs.append((lines.count - 1, 0))
    if Self.isSecure(waiting) { conceal([inputs.count - 1]) }
  }

  /// These inputs, in the order in which they were noted, belong to secure input.
  public mutating func conceal(_ concealed: [Int]) {
    for input in concealed where inputs.indices.contains(input) {
      let (line, stroke) = inputs[input]
      switch lines[line] {
      case .press(var strokes, let atOnce):
        strokes[stroke].isConcealed = true
        lines[line] = .press(strokes, atOnce: atOnce)
      case .flow, .call, .seed, .set, .say, .silence, .wait, .record, .hangup, .transfer, .fetch, .expectPrompt,
        .expectState, .expectTrue, .expectLog:
        lines[line] = lines[line].concealed
      }
    }
  }

  private static func isSecure(_ waiting: Waiting) -> Bool {
    if case .input(let wait) = waiting { wait.isSecure } else { false }
  }

  /// - Parameter speaking: whether a prompt was being heard.
  public mutating func noteHangUp(while waiting: Waiting, speaking: Bool) {
    open = nil
    lines.append(.hangup(speaking ? .duringPrompt : .whenWaiting))
  }

  // MARK: What the system does

  public mutating func note(_ report: CallReport, at instant: CallInstant) {
    switch report {
    case .prompt(_, let prompt, heard: true):
      let words = WordPattern(SpokenText.words(of: prompt.segments))
      if !words.text.isEmpty { append(.expectPrompt(words)) }
    case .noinput: append(.silence(nil))
    case .match, .nomatch:
      // It came of a pause after the last key: the caller waited.
      if open != nil, let lastKey, lastKey.duration(to: instant) > .milliseconds(500) { append(.silence(nil)) }
      open = nil
    case .record(let length): insert(.record(max(.milliseconds(100), Self.rounded(length))))
    case .transfer(_, _, let result, let length):
      if result == "near_end_disconnect", length == .zero {
        hurry()
        insert(.transfer(.noAnswer))
      } else if let outcome = Self.outcome(result, lasting: length) {
        insert(.transfer(outcome))
      }
    case .entered, .prompt, .input, .caught, .log, .fetch, .extension, .callback, .language, .metric, .outcome,
      .warning, .uncaught:
      break
    }
  }

  public mutating func note(_ end: CallEnd) {
    append(.expectState(StateName.names(of: .ended(end))[0]))
  }

  private mutating func append(_ line: ScenarioLine.Kind) {
    open = nil
    lines.append(line)
  }

  /// The keys were pressed while it rang: nothing is to be waited for.
  private mutating func hurry() {
    guard let open, case .press(let strokes, _) = lines[open.place] else { return }
    lines[open.place] = .press(strokes, atOnce: true)
  }

  /// Before the keys that ended it.
  private mutating func insert(_ line: ScenarioLine.Kind) {
    switch open?.during {
    case .recording, .transfer:
      let place = open?.place ?? lines.count
      lines.insert(line, at: place)
      inputs = inputs.map { $0.line < place ? $0 : ($0.line + 1, $0.stroke) }
    case .call, .fetch, .prompts, .input, .extension, .promise, .ended, nil: lines.append(line)
    }
    open = nil
  }

  private static func isTheCallersTurn(_ waiting: Waiting) -> Bool {
    switch waiting {
    case .input(let wait): !wait.prompting
    case .recording, .transfer: true
    case .call, .fetch, .prompts, .extension, .promise, .ended: false
    }
  }

  /// To a tenth of a second.
  private static func rounded(_ time: Duration) -> Duration {
    .milliseconds((time.wholeMilliseconds + 50) / 100 * 100)
  }

  /// What can stand behind `name=` in a `call` line.
  private static func word(_ text: String) -> String? {
    text.isEmpty || text.contains(where: \.isWhitespace) ? nil : text
  }

  private static func outcome(_ result: String, lasting length: Duration) -> TransferOutcome? {
    switch result {
    case "busy": .busy
    case "noanswer": .noAnswer
    case "network_busy": .networkBusy
    case "network_disconnect": .networkDisconnect
    case "unknown": .unknown
    case "far_end_disconnect": .answered(rounded(length))
    case "transferred": .usual
    // We ended it: the far end would have stayed for longer.
    case "near_end_disconnect", "maxtime_disconnect": .answered(.seconds(3600))
    case let event where event.hasPrefix("error."): .failed(event: event)
    default: nil
    }
  }
}
