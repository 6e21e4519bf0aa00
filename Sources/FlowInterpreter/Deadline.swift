import CallInterface
import FlowDocument

extension Interpreter {
  /// The one deadline of the present state. While a key is held the time-outs of input stand still.
  var deadline: CallInstant? {
    if case .ended = state { return nil }
    guard let callTime = callTimeDeadline else { return deadlineOfWait }
    return deadlineOfWait.map { min($0, callTime) } ?? callTime
  }

  private var deadlineOfWait: CallInstant? {
    guard let stuck = keyClock.stuck else { return deadlineOfState }
    return deadlineOfState.map { min($0, stuck) } ?? stuck
  }

  private var deadlineOfState: CallInstant? {
    switch state {
    case .beforeCall, .playing, .ended: nil
    case .fetching(let wait): wait.audio?.deadline
    case .input(let input): deadline(of: input)
    case .recording(let recording): recording.deadline(by: keyClock)
    case .transferring(let transfer):
      [keyClock.instant(of: transfer.collector.deadline), transfer.deadline, transfer.newsDue].compactMap(\.self).min()
    case .extending(let wait): wait.deadline
    case .promising(let wait): wait.deadline
    }
  }

  private func deadline(of input: InputState) -> CallInstant? {
    keyClock.instant(of: input.collector.deadline ?? input.silence)
  }

  var waiting: Waiting {
    switch state {
    case .beforeCall: .call
    case .fetching(let wait): .fetch(wait.id)
    case .playing: .prompts
    case .input(let input): .input(describe(input))
    case .recording(let recording): .recording(recording.id)
    case .transferring(let transfer): .transfer(transfer.id)
    case .extending(let wait): .extension(wait.id)
    case .promising(let wait): .promise(wait.id)
    case .ended: .ended
    }
  }

  private func describe(_ input: InputState) -> InputWait {
    InputWait(
      document: context.document.document.uri, dialog: dialogName, item: itemName(input.item),
      prompting: !queue.isSilent, keys: shownKeys(input),
      deadline: deadline(of: input),
      timer: keyClock.heldSince != nil ? nil : input.collector.timer ?? (input.silence == nil ? nil : "timeout"),
      isSecure: input.isSecure)
  }

  /// The deadline has come.
  mutating func expire() {
    if let callTime = callTimeDeadline, callTime <= now { return expireCallTime() }
    if let stuck = keyClock.stuck, stuck <= now {
      keyClock.release(at: now)
      // Deadlines that no key holds up may have come as well.
      guard let deadlineOfState, deadlineOfState <= now else { return }
    }
    switch state {
    case .beforeCall, .playing, .ended:
      break
    case .fetching(let wait):
      expire(wait)
    case .input(let input):
      proceed(expire(input))
    case .recording(let recording):
      proceed(expire(recording))
    case .transferring(let transfer):
      proceed(expire(transfer))
    case .extending(let wait):
      expire(wait)
    case .promising(let wait):
      expire(wait)
    }
  }
}
