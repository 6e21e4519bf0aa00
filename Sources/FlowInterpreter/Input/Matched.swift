import CallInterface
import ECMAScript
import FlowDocument
import Grammar

/// An utterance matched: the first grammar by precedence says what happens (VoiceXML 2.0 §3.1.4).
extension Interpreter {
  mutating func matched(
    _ matches: [(ActiveGrammar, GrammarMatch)], utterance: String, mode: InputMode,
    mark: MarkReached?, isSecret: Bool = false
  ) -> Outcome {
    for (active, match) in matches {
      guard let meaning = match.meaning() else { continue }
      do throws(ScriptFault) {
        let interpretation = try interpret(meaning, of: active, utterance: utterance)
        let result = InputResult(
          mode: mode, utterance: utterance, interpretation: interpretation, confidence: 1, isSecret: isSecret)
        setLastResult(result, mark: mark)
        try reportMatch(active, interpretation, isSecret: isSecret)
        return act(on: active, result, mark: mark)
      } catch {
        let fault = isSecret ? Self.withheld(error, currentItem?.name ?? "") : error
        return .throwEvent(ThrownEvent(fault, in: "the tags of a grammar"))
      }
    }
    return .throwEvent(ThrownEvent("nomatch", utterance, isSecret: isSecret))
  }

  private mutating func interpret(
    _ meaning: GrammarMeaning, of active: ActiveGrammar, utterance: String
  ) throws(ScriptFault) -> Interpretation {
    if case .option(let option) = active.owner {
      return .data(.string(option.value ?? (option.phrase.isEmpty ? option.dtmf?.value ?? utterance : option.phrase)))
    }
    switch meaning {
    case .value(let value): return .data(value)
    case .tree(let tree): return .live(try SemanticInterpretation.value(of: tree, in: script))
    }
  }

  private mutating func reportMatch(
    _ active: ActiveGrammar, _ interpretation: Interpretation, isSecret: Bool
  ) throws(ScriptFault) {
    if isSecret { return report(.match(item: ownerName(active), interpretation: .string(Concealed.text))) }
    let data: DataValue =
      switch interpretation {
      case .data(let data): data
      case .live(let value): try script.export(value)
      }
    report(.match(item: ownerName(active), interpretation: data))
  }

  private func ownerName(_ active: ActiveGrammar) -> String {
    switch active.owner {
    case .item, .option, .choice: context.dialog.current.map(itemNameOrDialog) ?? ""
    case .form: dialogName
    case .dialog(let index):
      document(of: active.home)?.dialogs[index].id ?? ""
    case .link: "link"
    case .universal(let name): name
    }
  }

  private func itemNameOrDialog(_ index: Int) -> String {
    if case .menu = dialog?.items[index].element { return dialog?.id ?? "menu" }
    return itemName(index)
  }

  private mutating func act(
    on active: ActiveGrammar, _ result: InputResult, mark: MarkReached?
  ) -> Outcome {
    switch active.owner {
    case .item, .option:
      if case .option(let option) = active.owner { pass(option.location, in: contentHome(active.home)) }
      guard let index = context.dialog.current else { return .proceed }
      if case .initial = currentItem?.formItem?.kind { return fillForm(from: result) }
      return fill(index, from: result, mark: mark)
    case .form:
      return fillForm(from: result)
    case .choice(let choice):
      pass(choice.location, in: contentHome(active.home))
      return follow(choice.action)
    case .link(let link):
      pass(link.location, in: contentHome(active.home))
      return follow(link.action, home: active.home)
    case .universal(let name):
      return .throwEvent(ThrownEvent(name))
    case .dialog(let index):
      return enter(index, inRoot: active.home == .root, result)
    }
  }

  private mutating func follow(_ action: ChoiceAction, home: GrammarHome = .document) -> Outcome {
    switch action {
    case .go(let source, let fetch):
      return go(to: source, fetch, holder: home == .root ? context.root : nil)
    case .throwEvent(let element):
      return self.throw(element)
    }
  }

  /// A document-scoped grammar of another dialog: that dialog begins with the result (§3.1.4).
  private func enter(_ index: Int, inRoot: Bool, _ result: InputResult) -> Outcome {
    guard let document = inRoot ? context.root : context.document else { return .proceed }
    var transition = Transition(
      cause: .goto, uri: inRoot ? document.document.uri : nil, fragment: nil, fetch: .none)
    transition.dialog = index
    transition.entryResult = result
    return .transition(transition)
  }
}
