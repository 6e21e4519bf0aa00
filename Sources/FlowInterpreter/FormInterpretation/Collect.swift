import CallInterface
import ECMAScript
import FlowDocument

/// The collect phase (VoiceXML 2.0 §2.1.6.2.2, appendix C): prompts, then the item's own way of waiting.
extension Interpreter {
  /// Selects and queues the item's prompts (§4.1.6), unless the handler before did not ask for them (§5.3.6).
  mutating func queuePrompts(of item: PreparedItem, at index: Int) -> Outcome {
    context.activity = .collect(item: index)
    let counter = context.dialog.items[index].promptCount
    guard context.dialog.queuesPrompts else {
      context.dialog.queuesPrompts = true
      return .proceed
    }
    context.dialog.items[index].promptCount += 1
    queue.beginItem()
    guard !item.prompts.isEmpty else { return .proceed }
    do throws(ScriptFault) {
      let selected = try selectPrompts(item.prompts, counter: counter)
      let ready = selected.compactMap { $0.segments(speaking: language(of: $0.prompt)) }
      if ready.count == selected.count {
        for (segments, prepared) in zip(ready, selected) {
          if let event = enqueue(segments, of: prepared.prompt) { return .throwEvent(event) }
        }
      } else {
        execute(selected.map { .prompt($0.prompt) }, purpose: .prompts(item: index))
      }
      return .proceed
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
  }

  /// Conditions true, then all with the highest count that the counter has reached.
  private mutating func selectPrompts(
    _ prompts: [PreparedPrompt], counter: Int
  ) throws(ScriptFault) -> [PreparedPrompt] {
    var candidates: [PreparedPrompt] = []
    for prepared in prompts where prepared.prompt.count <= counter {
      if try holds(prepared.prompt.condition) { candidates.append(prepared) }
    }
    let count = candidates.map(\.prompt.count).max()
    return candidates.filter { $0.prompt.count == count }
  }

  /// The prompts are queued: now the item waits in its own way.
  mutating func collect(_ index: Int) -> Outcome {
    guard let item = dialog?.items[index] else { return .exit(.undefined) }
    if options.missingElements.contains(item.kindName) {
      let name = item.kindName
      return .throwEvent(
        ThrownEvent("error.unsupported.\(name)", "this platform has no <\(name)> (\(item.location))"))
    }
    switch item.formItem?.kind {
    case .field, .initial, nil:
      return awaitInput(for: item, at: index)
    case .record:
      return prepareRecording(at: index)
    case .transfer:
      return prepareTransfer(at: index)
    case .subdialog(let subdialog):
      context.activity = .waiting
      return call(subdialog)
    case .object(let object):
      let name = object.classID ?? "without classid"
      return .throwEvent(
        ThrownEvent("error.unsupported.objectname", "this platform has no <object> components (asked for \(name))"))
    case .block:
      context.activity = .select
      return .proceed
    }
  }

  /// In final processing nothing is waited for (§1.5.4).
  mutating func refusesToWait() -> Outcome? {
    if gone != nil { return .exit(.undefined) }
    if hangupIsPending { return callerLeft() }
    return takePendingTone()
  }
}
