import CallInterface
import FlowDocument
import Grammar

/// Keys that always work, one a property, none by default.
///
/// They act while the call waits for input, modal items included, as the first key of an entry. The item's own grammars go
/// first (its options, choices and links too; of `initial` those of the form), then these keys, then the grammars of the
/// form, the document and the application. A prompt that cannot be interrupted keeps them out like all keys, and during
/// recordings and transfers they are keys like others.
enum AlwaysKey: String, CaseIterable {
  case `repeat` = "ivr.repeatkey"
  case back = "ivr.backkey"
  case top = "ivr.topkey"
  case `operator` = "ivr.operatorkey"

  /// Thrown by the operator's key; the default handler goes to the operator route.
  static let operatorEvent = "ivr.operator"
}

extension Interpreter {
  /// What a key means as the first one here, if it is one of these.
  func alwaysKey(_ digit: DTMFDigit, in input: InputState) -> AlwaysKey? {
    guard input.collector.keys.isEmpty else { return nil }
    let keys = AlwaysKey.allCases.filter { property($0.rawValue).map(WhiteSpace.collapsed) == String(digit.rawValue) }
    guard let key = keys.first(where: hasEffect), !isTaken(digit, in: input) else { return nil }
    return key
  }

  /// There has to be somewhere to go: without an operator route the operator's key is none, unless the flow sees to it.
  private func hasEffect(_ key: AlwaysKey) -> Bool {
    switch key {
    case .repeat, .back, .top: true
    case .operator: operatorRoute != nil || catchesByName(AlwaysKey.operatorEvent)
    }
  }

  private func isTaken(_ digit: DTMFDigit, in input: InputState) -> Bool {
    input.grammars.contains { active in
      guard active.isOwn, active.grammar.mode == .dtmf else { return false }
      var match = active.grammar.start()
      // A terminator alone can be an entry: an empty one.
      if digit == input.collector.timing.terminator, match.isMatch { return true }
      match.accept(String(digit.rawValue))
      return !match.isDead
    }
  }

  mutating func act(on key: AlwaysKey, _ digit: DTMFDigit, in input: InputState) -> Outcome {
    stopPlaying()
    report(.input(mode: .dtmf, utterance: String(digit.rawValue)))
    report(.match(item: key.rawValue, interpretation: .string(String(describing: key))))
    switch key {
    case .repeat: return repeatPrompts(of: input.item)
    case .back: return goBack() ?? repeatPrompts(of: input.item)
    case .top: return goToTop() ?? repeatPrompts(of: input.item)
    case .operator: return .throwEvent(ThrownEvent(AlwaysKey.operatorEvent))
    }
  }

  /// The item waits again, as it did. Nothing is counted.
  private mutating func repeatPrompts(of item: Int) -> Outcome {
    if let heard = context.dialog.items[item].heard {
      for prompt in heard.prompts { queue.enqueue(prompt, timeout: heard.timeout) }
    }
    context.activity = .collect(item: item)
    return .proceed
  }

  /// What to repeat: the prompts that the item queued last; where it has none of its own, what was queued before its wait.
  mutating func rememberPrompts(of item: PreparedItem, at index: Int, timeout: Duration?) {
    let (own, all) = queue.takeRecent()
    let isSpokenBefore = context.dialog.items[index].heard != nil && !item.prompts.isEmpty
    let prompts = own.isEmpty && !isSpokenBefore ? all : own
    if !prompts.isEmpty { context.dialog.items[index].heard = HeardPrompts(prompts: prompts, timeout: timeout) }
  }
}

/// What a caller heard before a wait.
struct HeardPrompts {
  let prompts: [QueuedPrompt]
  /// Of the last one.
  let timeout: Duration?
}
