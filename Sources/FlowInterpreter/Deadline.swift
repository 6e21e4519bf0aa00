import CallInterface
import FlowDocument

extension Interpreter {
  /// The one deadline of the present state.
  var deadline: CallInstant? {
    switch state {
    case .beforeCall, .playing, .ended: nil
    case .fetching(let wait): wait.audio?.deadline
    case .input(let input): input.collector.deadline ?? input.silence
    case .recording(let recording): recording.deadline
    case .transferring(let transfer):
      transfer.collector.deadline.map { min($0, transfer.deadline ?? $0) } ?? transfer.deadline
    }
  }

  var waiting: Waiting {
    switch state {
    case .beforeCall: .call
    case .fetching(let wait): .fetch(wait.id)
    case .playing: .prompts
    case .input(let input): .input(describe(input))
    case .recording(let recording): .recording(recording.id)
    case .transferring(let transfer): .transfer(transfer.id)
    case .ended: .ended
    }
  }

  private func describe(_ input: InputState) -> InputWait {
    InputWait(
      document: context.document.document.uri, dialog: dialogName, item: itemName(input.item),
      prompting: !queue.isSilent, keys: DigitCollector.text(input.collector.keys),
      deadline: input.collector.deadline ?? input.silence,
      timer: input.collector.timer ?? (input.silence == nil ? nil : "timeout"))
  }

  /// The deadline has come.
  mutating func expire() {
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
    }
  }
}
