import CallInterface
import ECMAScript
import FlowDocument

/// The process phase (VoiceXML 2.0 §2.1.6.2.3, §3.1.6, appendix C): results become values, then `filled` runs.
extension Interpreter {
  /// An input item got a value by its own grammar.
  mutating func fill(_ index: Int, from result: InputResult, mark: MarkReached? = nil) -> Outcome {
    do throws(ScriptFault) {
      let slot: String? =
        if case .field(let field) = dialog?.items[index].formItem?.kind { field.slot ?? itemVariable(index) } else {
          nil
        }
      let whole = try live(result.interpretation)
      let value = try slot.flatMap { slot throws(ScriptFault) in try slotValue(slot, of: whole) } ?? whole
      try set(index, to: value)
      try setShadow(of: index, result, mark: mark)
      try noteFilled(index, value, by: result)
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
    return runFilled(after: [index])
  }

  /// A form-level grammar matched: every input item whose slot the result has is filled (§3.1.6.1).
  mutating func fillForm(from result: InputResult) -> Outcome {
    guard let dialog else { return .proceed }
    var filled: [Int] = []
    do throws(ScriptFault) {
      let whole = try live(result.interpretation)
      for (index, item) in dialog.items.enumerated() where item.isInputItem {
        guard let formItem = item.formItem, let name = item.name else { continue }
        let slot: String = if case .field(let field) = formItem.kind { field.slot ?? name } else { name }
        guard let value = try slotValue(slot, of: whole) else { continue }
        try set(index, to: value)
        try setShadow(of: index, result, mark: nil)
        try noteFilled(index, value, by: result)
        filled.append(index)
      }
      if !filled.isEmpty { try closeInitials(of: dialog) }
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
    return runFilled(after: filled)
  }

  /// The value at a dotted slot of a result; `nil` where there is none (§3.1.6.1).
  private func slotValue(_ slot: String, of result: ScriptValue) throws(ScriptFault) -> ScriptValue? {
    var value = result
    for part in slot.split(separator: ".") {
      guard case .object = value else { return nil }
      value = try script.property(String(part), of: value)
    }
    return value.isUndefined ? nil : value
  }

  private mutating func closeInitials(of dialog: PreparedDialog) throws(ScriptFault) {
    for (index, item) in dialog.items.enumerated() {
      if case .initial = item.formItem?.kind { try markFilled(index) }
    }
  }

  private func itemVariable(_ index: Int) -> String? { dialog?.items[index].name }

  /// Assigns a form item variable, or marks the hidden one.
  mutating func set(_ index: Int, to value: ScriptValue) throws(ScriptFault) {
    guard let name = itemVariable(index) else {
      context.dialog.items[index].isHiddenSet = !value.isUndefined
      return
    }
    let scope = try dialogScope()
    try script.set(name, to: value, in: scope)
    note(name, is: TrackedValue(value: value, culprit: nil), from: nil, in: scope)
  }

  /// `name$` (§2.3.1).
  private mutating func setShadow(
    of index: Int, _ result: InputResult, mark: MarkReached?
  ) throws(ScriptFault) {
    guard let name = itemVariable(index) else { return }
    let members = try resultMembers(result, mark: mark)
    try script.set(name + "$", to: try script.makeObject(members), in: try dialogScope())
  }

  mutating func setShadow(of index: Int, _ members: [(String, ScriptValue)]) throws(ScriptFault) {
    guard let name = itemVariable(index) else { return }
    try script.set(name + "$", to: try script.makeObject(members), in: try dialogScope())
  }

  // MARK: filled

  /// All `filled` actions that qualify run in document order (appendix C, process phase).
  mutating func runFilled(after filled: [Int]) -> Outcome {
    context.dialog.queuesPrompts = true
    context.activity = .select
    guard !filled.isEmpty, let dialog else { return .proceed }
    var actions: [FilledAction] = []
    for index in filled {
      for action in dialog.items[index].formItem?.filled ?? [] {
        actions.append(FilledAction(content: action.content, item: index, location: action.location))
      }
    }
    do throws(ScriptFault) {
      for action in dialog.form?.filled ?? [] where try qualifies(action, filled, in: dialog) {
        actions.append(FilledAction(content: action.content, item: nil, location: action.location))
      }
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
    actions.sort { $0.location < $1.location }
    runNextFilled(actions[...])
    return .proceed
  }

  mutating func runNextFilled(_ actions: ArraySlice<FilledAction>) {
    guard let action = actions.first else {
      context.activity = .select
      return
    }
    context.dialog.current = action.item
    pass(action.location, in: context.dialogHome)
    execute(action.content, purpose: .filled(rest: Array(actions.dropFirst())))
  }

  private mutating func qualifies(
    _ action: FormFilled, _ filled: [Int], in dialog: PreparedDialog
  ) throws(ScriptFault) -> Bool {
    let items: [Int] =
      if let namelist = action.namelist {
        namelist.compactMap { dialog.itemIndex[$0.value] }
      } else {
        dialog.items.indices.filter { dialog.items[$0].isInputItem }
      }
    guard items.contains(where: filled.contains) else { return false }
    guard action.mode == .all else { return true }
    for index in items {
      if let name = dialog.items[index].name {
        if script.variable(name, in: try dialogScope())?.isUndefined ?? true { return false }
      } else if !context.dialog.items[index].isHiddenSet {
        return false
      }
    }
    return true
  }
}
