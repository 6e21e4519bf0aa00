import CallInterface
import FlowInterpreter

/// A whole call by hand, whose host answers its elements from a list. A tenth of a second passes with each event.
struct HostedCall: Sendable {
  enum Answer: Sendable {
    case with(ExtensionResult)
    /// The caller hangs up before the answer.
    case afterHangUp(ExtensionResult)
    /// Answers that are not meant for this element come before and after it, and a key is pressed.
    case amongStale(ExtensionResult)
    /// Nobody answers until the deadline.
    case never
  }

  private(set) var asked: [ExtensionRequest] = []
  /// Logs, events that were caught, and the end.
  private(set) var told: [String] = []
  private(set) var outcomes: [String] = []
  private(set) var turns: [(event: CallEvent, at: CallInstant, step: Step)] = []
  private var coming: [CallEvent] = [.answered]
  private var answers: [Answer]
  private var keys: [DTMFDigit]
  private var now = CallInstant.start

  /// - Parameters:
  ///   - answers: to the elements, in their order; the last to all that follow.
  ///   - keys: one for each wait for input.
  static func play(
    _ interpreter: inout Interpreter, answers: [Answer], keys: [DTMFDigit] = []
  ) -> HostedCall {
    var call = HostedCall(answers: answers, keys: keys)
    while !call.coming.isEmpty, !interpreter.hasEnded {
      let event = call.coming.removeFirst()
      let step = interpreter.step(event, at: call.now)
      call.turns.append((event, call.now, step))
      call.now = call.now.advanced(by: .milliseconds(100))
      call.follow(step)
    }
    return call
  }

  private init(answers: [Answer], keys: [DTMFDigit]) {
    self.answers = answers
    self.keys = keys
  }

  private mutating func follow(_ step: Step) {
    for command in step.commands {
      switch command {
      case .fetch(let id, _): coming.append(.fetched(id, .loaded(ResourceReference(uri: Bench.uri, version: 1))))
      case .play(let id, _): coming.append(.promptFinished(id))
      case .extend(let id, let request): answer(id, request, until: step.wakeUp)
      case .report(.log(_, let text)): told.append(text)
      case .report(.caught(let event, _, _)): told.append("catch \(event)")
      case .report(.extension(_, let name, let outcome)): outcomes.append("\(name) \(outcome)")
      case .end(let end): told.append("end \(end.reason.rawValue)")
      case .stopPlaying, .record, .stopRecording, .transfer, .endTransfer, .promise, .withdrawPromise, .hangUp,
        .report:
        break
      }
    }
    if case .input(let wait) = step.waiting, !wait.prompting, !keys.isEmpty {
      coming.append(.digit(keys.removeFirst()))
    }
  }

  private mutating func answer(_ id: ActivityID, _ request: ExtensionRequest, until deadline: CallInstant?) {
    asked.append(request)
    guard let answer = answers.count > 1 ? answers.removeFirst() : answers.first else { return }
    switch answer {
    case .with(let result): coming.append(.extended(id, result))
    case .afterHangUp(let result): coming += [.hungUp, .extended(id, result)]
    case .amongStale(let result):
      let stale = ExtensionResult.value(.string("stale"))
      coming += [
        .extended(ActivityID(id.number - 1), stale), .extended(ActivityID(id.number + 1), stale), .digit(.one),
        .extended(id, result), .extended(id, stale),
      ]
    case .never:
      now = deadline ?? now
      coming += [.deadlineReached, .extended(id, .value(.string("too late")))]
    }
  }
}
