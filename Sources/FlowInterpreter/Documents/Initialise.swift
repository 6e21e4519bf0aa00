import CallInterface
import ECMAScript
import FlowDocument

/// Entering documents and dialogs: variables, scripts and data in document order (VoiceXML 2.0 §5.1.2, §2.1.6.1).
extension Interpreter {
  mutating func initialiseDocument(next: Int, ofRoot: Bool) -> Outcome {
    let steps = (ofRoot ? context.root : context.document)?.document.initialisation ?? []
    if next < steps.count {
      let scope = ofRoot ? context.applicationScope : context.documentScope
      let outcome = initialise(steps[next], in: scope)
      context.activity = .initialiseDocument(next: next + 1, ofRoot: ofRoot)
      return outcome
    }
    if ofRoot {
      context.activity = .initialiseDocument(next: 0, ofRoot: false)
      return .proceed
    }
    guard let entry = context.entry else { return .exit(.undefined) }
    enterDialog(entry)
    return .proceed
  }

  /// - Parameter platform: the platform's defaults, for a dialog of theirs.
  mutating func enterDialog(_ index: Int, of platform: PreparedDocument? = nil, entryResult: InputResult? = nil) {
    leaveExecution()
    if let scope = context.dialog.scope { close(scope) }
    let items = (platform ?? context.document).dialogs[index].items
    var dialog = DialogState(index: index, platform: platform, items: items.map { _ in ItemState() })
    dialog.entryResult = entryResult ?? context.entryResult
    context.entryResult = nil
    context.dialog = dialog
    context.activity = .initialiseDialog(next: 0)
    noteEntry()
    reportEntry(of: nil)
  }

  mutating func reportEntry(of item: String?) {
    let document = context.dialog.platform ?? context.document
    report(.entered(document: document.document.uri, dialog: dialogName, item: item))
  }

  mutating func initialiseDialog(next: Int) -> Outcome {
    guard let form = dialog?.form else {
      context.activity = .select
      guard let extra = context.parameters.first else { return .proceed }
      context.parameters = []
      context.activity = .waiting
      return .throwEvent(ThrownEvent("error.semantic", "a menu takes no <param name=\"\(extra.name)\">"))
    }
    if next == 0, let undeclared = undeclaredParameter(of: form) {
      context.activity = .waiting
      return .throwEvent(
        ThrownEvent("error.semantic", "the subdialog's form declares no <var name=\"\(undeclared)\"> for its <param>"))
    }
    guard next < form.initialisation.count else {
      context.parameters = []
      return startDialog()
    }
    context.activity = .initialiseDialog(next: next + 1)
    do throws(ScriptFault) {
      let scope = try dialogScope()
      switch form.initialisation[next] {
      case .run(.variable(let variable)):
        if let parameter = context.parameters.last(where: { $0.name == variable.name.value }) {
          try script.set(variable.name.value, to: parameter.tracked.value, in: scope)
          if variable.isSecure { secrets.names.declare(variable.name.value, in: scope) }
          note(variable.name.value, is: parameter.tracked, from: nil, in: scope)
          return .proceed
        }
        return initialise(.variable(variable), in: scope)
      case .run(let step):
        return initialise(step, in: scope)
      case .item(let index):
        return try initialiseItem(form.items[index], at: index, in: scope)
      }
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
  }

  /// After initialisation: the process phase where an input led here, else the select phase.
  private mutating func startDialog() -> Outcome {
    context.activity = .select
    if let result = context.dialog.entryResult {
      context.dialog.entryResult = nil
      return fillForm(from: result)
    }
    return .proceed
  }

  private func undeclaredParameter(of form: Form) -> String? {
    context.parameters.first { parameter in
      !form.initialisation.contains {
        if case .run(.variable(let variable)) = $0 { variable.name.value == parameter.name } else { false }
      }
    }?.name
  }

  private mutating func initialiseItem(
    _ item: FormItem, at index: Int, in scope: ScriptScope
  ) throws(ScriptFault) -> Outcome {
    if item.isSecure, let name = item.name?.value { secrets.names.declare(name, in: scope) }
    guard let expression = item.expression else {
      if let name = item.name?.value { try script.set(name, to: .undefined, in: scope) }
      return .proceed
    }
    let value: TrackedValue
    do throws(ScriptFault) { value = try tracked(expression) } catch { return fault(error, expression) }
    if let name = item.name?.value {
      try script.set(name, to: value.value, in: scope)
      note(name, is: value, from: expression.source, in: scope)
    } else {
      context.dialog.items[index].isHiddenSet = !value.value.isUndefined
    }
    return .proceed
  }

  private mutating func initialise(_ step: Initialisation, in scope: ScriptScope) -> Outcome {
    switch step {
    case .variable(let variable): declare(variable, in: scope)
    case .script(let script): run(script)
    case .data(let data): fetchData(data)
    case .calendar(let calendar): openCalendar(calendar, in: scope)
    }
  }

  /// `var` (§5.3.1): declared again without a value, it keeps the one that it has.
  mutating func declare(_ variable: Variable, in scope: ScriptScope) -> Outcome {
    let name = variable.name.value
    guard Self.isVariableName(name) else {
      return .throwEvent(ThrownEvent("error.semantic", "'\(name)' is not a variable name"))
    }
    if variable.isSecure { secrets.names.declare(name, in: scope) }
    guard let expression = variable.expression else {
      do throws(ScriptFault) { try script.declare([name], in: scope) } catch { return .throwEvent(ThrownEvent(error)) }
      return .proceed
    }
    do throws(ScriptFault) {
      let value = try tracked(expression)
      try script.set(name, to: value.value, in: scope)
      note(name, is: value, from: expression.source, in: scope)
      return .proceed
    } catch {
      return fault(error, expression)
    }
  }
}
