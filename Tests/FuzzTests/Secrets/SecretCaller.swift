import CallInterface
import CallRuntime
import CallScenarios

/// A caller who knows a secret, on a channel that keeps everything it is told.
actor SecretCaller: MediaChannel {
  private let secret: String
  private let habits: Habits
  private var sink: (any EventSink)?
  private var prompts: [ScheduledEvent] = []
  private var waiting = Waiting.call
  private var recorder: TranscriptRecorder
  private var hasTypedAhead = false
  private var isDone = false
  private var turns = 0
  private(set) var commands: [CallCommand] = []
  private(set) var waits: [Waiting] = []
  private(set) var isPrivate: [Bool] = []

  struct Habits {
    /// Types the secret while the first document is still on its way.
    var typesAhead: Bool
    /// Mistypes it first: nomatch.
    var mistypes: Bool
    /// Says it instead.
    var speaks: Bool
    /// Hangs up in the middle of it.
    var hangsUp: Bool
  }

  init(secret: String, habits: Habits, facts: CallFacts) {
    self.secret = secret
    self.habits = habits
    recorder = TranscriptRecorder(flow: "flow.vxml", facts: facts)
  }

  var scenario: String { recorder.text }

  func open(_ sink: any EventSink) async throws {
    self.sink = sink
  }

  func conceal(_ inputs: [Int], isPrivate: Bool) async {
    recorder.conceal(inputs)
    self.isPrivate.append(isPrivate)
  }

  func perform(_ command: CallCommand) async {
    commands.append(command)
    switch command {
    case .play(let id, _):
      if let event = sink?.schedule(.promptFinished(id), after: .seconds(1)) { prompts.append(event) }
    case .stopPlaying:
      for prompt in prompts { sink?.cancel(prompt) }
      prompts = []
    case .report(let report):
      recorder.note(report, at: sink?.now ?? .start)
    case .end(let end): recorder.note(end)
    case .fetch, .record, .stopRecording, .transfer, .endTransfer, .extend, .promise, .withdrawPromise, .hangUp: break
    }
  }

  func settled(_ waiting: Waiting) async {
    self.waiting = waiting
    waits.append(waiting)
    if case .fetch = waiting, habits.typesAhead, !hasTypedAhead {
      hasTypedAhead = true
      return press(secret)
    }
    guard case .input(let wait) = waiting, !wait.prompting, wait.keys.isEmpty, !isDone else { return }
    turns += 1
    guard turns < 12 else { return hangUp() }
    switch wait.item {
    case "pin" where habits.mistypes && turns == 1: press(String(secret.prefix(5)) + "*")
    case "pin" where habits.hangsUp:
      press(String(secret.prefix(8)))
      hangUp()
    case "pin" where habits.speaks: say(secret.map { Self.words[Int(String($0)) ?? 0] }.joined(separator: " "))
    case "pin": press(secret)
    default: press("42")
    }
  }

  func close() async {
    sink = nil
  }

  static let words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]

  private func press(_ keys: String) {
    guard let sink else { return }
    for key in keys.compactMap({ DTMFDigit($0) }) {
      recorder.notePress(key, at: sink.now, while: waiting)
      sink.post(.digit(key))
    }
  }

  private func say(_ words: String) {
    recorder.noteWords(words, while: waiting)
    sink?.post(.words(words))
  }

  private func hangUp() {
    isDone = true
    recorder.noteHangUp(while: waiting, speaking: false)
    sink?.post(.hungUp)
  }
}
