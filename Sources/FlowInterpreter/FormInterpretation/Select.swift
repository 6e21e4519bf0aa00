import CallInterface
import ECMAScript
import FlowDocument

/// The select phase (VoiceXML 2.0 §2.1.6.2.1, appendix C).
extension Interpreter {
  mutating func select() -> Outcome {
    guard let dialog else { return .exit(.undefined) }
    leaveExecution()
    if let next = context.dialog.next {
      context.dialog.next = nil
      return visit(next, of: dialog)
    }
    for (index, item) in dialog.items.enumerated() {
      context.dialog.current = index
      do throws(ScriptFault) {
        guard try isUnfilled(index, item), try holds(item.formItem?.condition) else { continue }
      } catch {
        return item.formItem?.condition.map { fault(error, $0) } ?? .throwEvent(ThrownEvent(error))
      }
      return visit(index, of: dialog)
    }
    context.dialog.current = nil
    return .exit(.undefined)
  }

  /// Whether a form item variable is undefined. A menu has none: it is always visited.
  private mutating func isUnfilled(_ index: Int, _ item: PreparedItem) throws(ScriptFault) -> Bool {
    guard case .formItem = item.element else { return true }
    guard let name = item.name else { return !context.dialog.items[index].isHiddenSet }
    return script.variable(name, in: try dialogScope())?.isUndefined ?? true
  }

  private mutating func visit(_ index: Int, of dialog: PreparedDialog) -> Outcome {
    context.dialog.current = index
    let item = dialog.items[index]
    pass(item.location, in: context.dialogHome)
    if case .block(let block) = item.formItem?.kind {
      do throws(ScriptFault) { try markFilled(index) } catch { return .throwEvent(ThrownEvent(error)) }
      execute(block.content, purpose: .block)
      context.dialog.queuesPrompts = true
      return .proceed
    }
    reportEntry(of: itemName(index))
    return queuePrompts(of: item, at: index)
  }

  /// Sets a control item's variable to true (§2.3.2).
  mutating func markFilled(_ index: Int) throws(ScriptFault) {
    guard let name = dialog?.items[index].name else {
      context.dialog.items[index].isHiddenSet = true
      return
    }
    try script.set(name, to: .boolean(true), in: try dialogScope())
  }
}
