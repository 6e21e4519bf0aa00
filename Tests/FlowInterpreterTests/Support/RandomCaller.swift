import CallInterface
import FlowInterpreter

/// Numbers that follow from one (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A caller on a bench: presses and keeps silent, and hears every prompt for one second. Transfers are busy.
struct RandomCaller {
  private(set) var now = CallInstant.start
  private(set) var step = Step([], wakeUp: nil, waiting: .call)
  /// The reports of each step.
  private(set) var told: [[CallReport]] = []
  /// What is being heard.
  private var heard: [ActivityID] = []

  /// Answers the call and lets the flow come.
  init(_ interpreter: inout Interpreter) {
    tell(.answered, &interpreter)
    tell(.fetched(ActivityID(1), .loaded(ResourceReference(uri: Bench.uri, version: 1))), &interpreter)
  }

  var reports: [CallReport] { told.flatMap(\.self) }

  var isOver: Bool { step.waiting == .ended }

  /// The wait for input, if the call stands at one.
  var input: InputWait? {
    if case .input(let input) = step.waiting { input } else { nil }
  }

  var reportsOfLastStep: [CallReport] {
    step.commands.compactMap { if case .report(let report) = $0 { report } else { nil } }
  }

  mutating func press(_ key: DTMFDigit, _ interpreter: inout Interpreter) {
    now = now.advanced(by: .milliseconds(200))
    tell(.digit(key), &interpreter)
  }

  /// Hears one prompt to its end; gives whether there was one.
  @discardableResult
  mutating func listen(_ interpreter: inout Interpreter) -> Bool {
    guard let id = heard.first else { return false }
    heard.removeFirst()
    now = now.advanced(by: .seconds(1))
    tell(.promptFinished(id), &interpreter)
    return true
  }

  /// Lets the next thing happen without doing anything: a prompt ends, or a deadline comes.
  mutating func wait(_ interpreter: inout Interpreter) {
    if listen(&interpreter) { return }
    guard let deadline = step.wakeUp else { return }
    now = max(now, deadline)
    tell(.deadlineReached, &interpreter)
  }

  mutating func tell(_ event: CallEvent, _ interpreter: inout Interpreter) {
    step = interpreter.step(event, at: now)
    told.append(reportsOfLastStep)
    var answers: [CallEvent] = []
    for command in step.commands {
      switch command {
      case .play(let id, _): heard.append(id)
      case .stopPlaying, .hangUp: heard.removeAll()
      case .transfer(let id, _): answers.append(.transferEnded(id, .busy))
      case .record(let id, _), .stopRecording(let id):
        answers.append(
          .recorded(id, RecordingResult(ending: .stopped, duration: .seconds(1), size: 1, uri: "r:1")))
      case .fetch, .endTransfer, .extend, .promise, .withdrawPromise, .report, .end: break
      }
    }
    for answer in answers { tell(answer, &interpreter) }
  }
}
