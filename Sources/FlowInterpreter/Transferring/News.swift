import CallInterface
import ECMAScript
import FlowDocument

/// What a caller hears now and then while targets ring (`ivr:waiting`).
extension Interpreter {
  /// Says what is due. The transfer goes on whatever comes of it: a call that rings is not lost over words.
  mutating func tellNews(_ transfer: TransferState) {
    var transfer = transfer
    guard var route = transfer.route else { return }
    // Words that are still being heard are news enough.
    let mayBeHeard = queue.isSilent
    for index in route.waiting.indices where route.waiting[index].due <= now {
      if mayBeHeard {
        route.waiting[index].count += 1
        let words = route.waiting[index]
        if let fault = queue(words, item: transfer.item) {
          report(.warning("words for a waiting caller are left out: \(fault.message ?? fault.name)"))
        }
      }
      route.waiting[index].skip(to: now)
    }
    transfer.route = route
    state = .transferring(transfer)
    startPlaying()
  }

  /// The prompts of an element by its own count, with conditions as they are now (VoiceXML 2.0 §4.1.6).
  private mutating func queue(_ words: WaitingWords, item: Int) -> ThrownEvent? {
    defer { leaveExecution() }
    do throws(ScriptFault) {
      for prompt in try selected(words.prompts, counter: words.count) {
        context.execution = Execution([], purpose: .prompts(item: item), home: context.dialogHome)
        _ = queuePrompt(prompt)
        context.execution?.rendering?.canWait = false
        while context.execution?.rendering != nil {
          guard budget > 0 else { return ThrownEvent("error.semantic", "they have no end") }
          if case .throwEvent(let event) = renderNext() { return event }
        }
        leaveExecution()
      }
      return nil
    } catch {
      return ThrownEvent(error)
    }
  }

  /// Conditions true, then all with the highest count that the counter has reached.
  mutating func selected(_ prompts: [Prompt], counter: Int) throws(ScriptFault) -> [Prompt] {
    var candidates: [Prompt] = []
    for prompt in prompts where prompt.count <= counter {
      if try holds(prompt.condition) { candidates.append(prompt) }
    }
    let count = candidates.map(\.count).max()
    return candidates.filter { $0.count == count }
  }
}
