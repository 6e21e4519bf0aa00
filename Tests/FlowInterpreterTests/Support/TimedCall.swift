import CallInterface
import FlowInterpreter

/// A whole call in virtual time without a runtime: keys at given times, a world that answers by fixed rules, and what
/// came of it as short words with their seconds.
///
/// A prompt lasts 1 s, a recording 3 s unless it is stopped, a fetch 2 s (and fails), a transfer 3 s.
struct TimedCall {
  private struct Entry {
    let at: CallInstant
    let event: CallEvent
  }
  private var agenda: [Entry] = []
  private var now = CallInstant.start
  /// When the last prompt of the queue will be over.
  private var silentAt = CallInstant.start
  private var utterance = ""
  private var told: [String] = []

  /// Keys 300 ms apart from 0.5 s on; before a key `-` stands for a pause of 2.5 s, `_` for one of 4 s.
  static func run(_ keys: String, in interpreter: inout Interpreter) -> String {
    var call = TimedCall()
    call.add(.answered, after: .zero)
    var time = Duration.milliseconds(200)
    var pause = Duration.milliseconds(300)
    for character in keys {
      switch character {
      case "-": pause = .milliseconds(2500)
      case "_": pause = .seconds(4)
      default:
        guard let digit = DTMFDigit(character) else { continue }
        time += pause
        pause = .milliseconds(300)
        call.add(.digit(digit), after: time)
      }
    }
    call.run(&interpreter)
    return call.told.joined(separator: " ")
  }

  /// Everything at its moment; at the same moment the deadline comes first.
  private mutating func run(_ interpreter: inout Interpreter) {
    var wakeUp: CallInstant?
    while !interpreter.hasEnded, now.sinceStart < .seconds(120) {
      let step: Step
      if let entry = agenda.first, wakeUp.map({ entry.at < $0 }) ?? true {
        agenda.removeFirst()
        now = entry.at
        step = interpreter.step(entry.event, at: now)
      } else if let deadline = wakeUp {
        now = max(now, deadline)
        step = interpreter.step(.deadlineReached, at: now)
      } else {
        told.append("stuck")
        return
      }
      wakeUp = step.wakeUp
      for command in step.commands { perform(command) }
    }
  }

  private mutating func add(_ event: CallEvent, after delay: Duration) {
    let instant = now.advanced(by: delay)
    let place = agenda.firstIndex { $0.at > instant } ?? agenda.endIndex
    agenda.insert(Entry(at: instant, event: event), at: place)
  }

  private mutating func remove(_ isOver: (CallEvent) -> Bool) {
    agenda.removeAll { isOver($0.event) }
  }

  private mutating func perform(_ command: CallCommand) {
    switch command {
    case .fetch(let id, _):
      guard id != ActivityID(1) else {
        add(.fetched(id, .loaded(ResourceReference(uri: Bench.uri, version: 1))), after: .zero)
        return
      }
      add(.fetched(id, .failed(FetchFailure(event: "error.badfetch", message: ""))), after: .seconds(2))
    case .play(let id, _):
      silentAt = max(now, silentAt).advanced(by: .seconds(1))
      add(.promptFinished(id), after: now.duration(to: silentAt))
    case .stopPlaying, .hangUp:
      silentAt = now
      remove { if case .promptFinished = $0 { true } else { false } }
    case .record(let id, _):
      add(
        .recorded(id, RecordingResult(ending: .silence, duration: .seconds(3), size: 1, uri: "r:1")), after: .seconds(3)
      )
    case .stopRecording(let id):
      remove { if case .recorded = $0 { true } else { false } }
      add(.recorded(id, RecordingResult(ending: .stopped, duration: .seconds(1), size: 1, uri: "r:1")), after: .zero)
    case .transfer(let id, _):
      add(.transferAnswered(id), after: .zero)
      add(.transferEnded(id, .farEndDisconnect), after: .seconds(3))
    case .endTransfer(let id):
      remove { if case .transferEnded = $0 { true } else { false } }
      add(.transferEnded(id, .nearEndDisconnect), after: .zero)
    case .promise(let id, _): add(.promised(id, .stored(id: 1)), after: .seconds(2))
    case .extend(let id, let request): add(.extended(id, .unsupported(request)), after: .seconds(2))
    case .report(let report): note(report)
    case .withdrawPromise, .end: break
    }
  }

  private mutating func note(_ report: CallReport) {
    switch report {
    case .input(_, let utterance): self.utterance = utterance
    case .match: tell(utterance)
    case .nomatch(_, let utterance): tell("!\(utterance)")
    case .noinput: tell("–")
    case .record: tell("recorded")
    case .transfer(_, _, let result, _): tell(result)
    case .fetch(_, _, let outcome): if outcome != "ok" { tell("fetched") }
    case .prompt(_, _, heard: true): tell("?")
    case .uncaught(let event, _, _): tell(event)
    case .entered, .prompt, .caught, .log, .extension, .callback, .language, .metric, .outcome, .warning: break
    }
  }

  /// With the time in tenths of a second.
  private mutating func tell(_ word: String) {
    let tenths = now.milliseconds / 100
    told.append("\(word)@\(tenths / 10).\(tenths % 10)")
  }
}
