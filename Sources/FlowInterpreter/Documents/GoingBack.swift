import ECMAScript
import FlowDocument

/// To where the caller has been: a dialog begins anew, so what was entered there is gone. Application and document variables
/// stay as `goto` leaves them.
extension Interpreter {
  /// The dialog in execution as a stop; `nil` in a dialog of the platform.
  private var here: DialogHistory.Stop? {
    guard context.dialog.platform == nil, let index = context.dialog.index else { return nil }
    return DialogHistory.Stop(document: context.document, dialog: index)
  }

  mutating func noteEntry() {
    if let here { context.history.entered(here) }
  }

  mutating func noteWait() {
    if let here { context.history.waits(at: here) }
  }

  /// The previous dialog; out of a subdialog, the one before it. `nil` where the caller has been nowhere else.
  mutating func goBack() -> Outcome? {
    for level in contexts.indices.reversed() {
      let here = level == contexts.indices.last ? here : nil
      if let stop = contexts[level].history.takeLast(before: here) { return go(to: stop, in: level) }
    }
    return nil
  }

  /// The first dialog of the application, out of all subdialogs.
  mutating func goToTop() -> Outcome? {
    guard let first = contexts.first?.history.first else { return nil }
    return go(to: first, in: 0)
  }

  private mutating func go(to stop: DialogHistory.Stop, in level: Int) -> Outcome {
    while contexts.count > level + 1 { leaveSubdialog() }
    guard stop.document !== context.document else {
      enterDialog(stop.dialog)
      return .proceed
    }
    var transition = Transition(cause: .goto, uri: stop.document.document.uri, fragment: nil, fetch: .none)
    transition.dialog = stop.dialog
    // A document of the same application without an application root is the root.
    let root = stop.document.document.application == nil ? nil : context.root ?? context.document
    return commit(transition, document: stop.document, root: root, keepsApplication: true)
  }

  /// The innermost context is gone, with its scopes.
  mutating func leaveSubdialog() {
    leaveExecution()
    close(contexts.removeLast())
  }

  mutating func close(_ callee: ExecutionContext) {
    if let scope = callee.dialog.scope { close(scope) }
    if callee.documentScope != callee.applicationScope { close(callee.documentScope) }
    close(callee.applicationScope)
  }
}
