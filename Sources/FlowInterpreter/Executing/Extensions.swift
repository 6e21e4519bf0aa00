import CallInterface
import ECMAScript
import FlowDocument

/// An element of the host that the call waits for.
struct ExtensionWait {
  let id: ActivityID
  let element: Extension
  let request: ExtensionRequest
  /// The call goes on then, whatever the host does.
  let deadline: CallInstant
}

/// Elements of the host, in a namespace of its own. The call waits for them as it does for `data`: keys pressed meanwhile
/// are kept, and a hang-up is told when the call next waits for the caller (VoiceXML 2.0 §1.5.4, §4.1.8).
extension Interpreter {
  mutating func extend(_ element: Extension) -> Outcome {
    var attributes: [String: DataValue] = [:]
    for attribute in element.attributes {
      do throws(ScriptFault) {
        switch attribute.value {
        case .literal(let text): attributes[attribute.name] = .string(text.value)
        case .expression(let expression): attributes[attribute.name] = try script.export(try evaluate(expression))
        }
      } catch {
        return fault(error, attribute.value)
      }
    }
    let request = ExtensionRequest(
      namespace: element.namespace, name: element.name, attributes: attributes, text: element.text,
      timeout: element.timeout ?? duration(.fetchTimeout))
    let wait = ExtensionWait(
      id: newActivity(), element: element, request: request, deadline: now + request.timeout)
    commands.append(.extend(wait.id, request))
    state = .extending(wait)
    return .wait
  }

  mutating func extended(_ id: ActivityID, _ result: ExtensionResult) {
    guard case .extending(let wait) = state, wait.id == id else { return }
    finish(wait, result)
  }

  /// The host took too long; its answer will be stale.
  mutating func expire(_ wait: ExtensionWait) {
    finish(wait, .timedOut(wait.request))
  }

  private mutating func finish(_ wait: ExtensionWait, _ result: ExtensionResult) {
    var result = result
    if case .event(let name, _) = result, !EventName.isValid(name) {
      result = .failed(wait.request, "the answer '\(name)' is not an event name")
    }
    let outcome = if case .event(let name, _) = result { name } else { "ok" }
    report(.extension(namespace: wait.element.namespace, name: wait.element.name, outcome: outcome))
    proceed(resume(wait, result))
  }

  private mutating func resume(_ wait: ExtensionWait, _ result: ExtensionResult) -> Outcome {
    do throws(ScriptFault) {
      switch result {
      case .value(let value):
        try fill(wait.element.result, value)
        return .proceed
      case .nothing:
        try fill(wait.element.result, .undefined)
        return .proceed
      case .event(let name, let message):
        try fill(wait.element.result, .undefined)
        return .throwEvent(ThrownEvent(name, message))
      }
    } catch {
      return .throwEvent(ThrownEvent(error, in: wait.element.result?.value))
    }
  }

  /// Assigns where the variable is, or declares it here.
  mutating func fill(_ variable: Located<String>?, _ data: DataValue) throws(ScriptFault) {
    guard let name = variable?.value else { return }
    let value = try script.value(data, frozen: false)
    let scope = try scope()
    if script.isDeclared(name, in: scope) {
      try script.assign(name, to: value, in: scope)
    } else {
      try script.set(name, to: value, in: try anonymousScope())
    }
  }
}
