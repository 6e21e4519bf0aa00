import CallInterface
import ECMAScript
import FlowDocument

/// A promise that is being stored.
struct PromiseWait {
  let id: ActivityID
  let element: Callback
  let request: CallbackRequest
  /// The call goes on then, and the promise is none.
  let deadline: CallInstant
}

/// `ivr:callback`. The call waits until the promise is stored, as it does for `data`: what comes after may say so to the
/// caller. What could not be stored is an event at the element, so that nobody hears a promise that nobody keeps.
extension Interpreter {
  private static let defaultPeriod = Duration.seconds(24 * 3600)
  /// Reasons are for people who call back; a script that has gone wild is not to fill the store.
  private static let longestReason = 500

  mutating func promise(_ element: Callback) -> Outcome {
    let number: String
    let reason: String?
    do throws(ScriptFault) {
      number = try leaving(.expression(element.number)) ?? ""
    } catch {
      return fault(error, element.number)
    }
    do throws(ScriptFault) {
      reason = try element.reason.flatMap { source throws(ScriptFault) in try leaving(source) }
    } catch {
      return element.reason.map { fault(error, $0) } ?? .throwEvent(ThrownEvent(error))
    }
    let request = CallbackRequest(
      number: number, within: element.within ?? Self.defaultPeriod,
      reason: reason.map { String($0.prefix(Self.longestReason)) },
      name: element.result?.value, language: language, timeout: duration(.fetchTimeout))
    let wait = PromiseWait(id: newActivity(), element: element, request: request, deadline: now + request.timeout)
    commands.append(.promise(wait.id, request))
    state = .promising(wait)
    return .wait
  }

  mutating func promised(_ id: ActivityID, _ answer: CallbackAnswer) {
    guard case .promising(let wait) = state, wait.id == id else { return }
    finish(wait, answer)
  }

  /// The store took too long; its answer will be stale, and what it stores is not to be kept.
  mutating func expire(_ wait: PromiseWait) {
    commands.append(.withdrawPromise(wait.id))
    finish(wait, .timedOut(wait.request))
  }

  /// The one place where a value of the flow leaves the call by this element; `nil` for `undefined` and `null`.
  private mutating func leaving(_ source: TextSource) throws(ScriptFault) -> String? {
    guard case .expression(let expression) = source else { return try text(source) }
    let value = try evaluate(expression)
    switch try script.export(value) {
    case .undefined, .null: return nil
    case .boolean, .number, .string, .array, .object: return try script.text(value)
    }
  }

  private mutating func finish(_ wait: PromiseWait, _ answer: CallbackAnswer) {
    var answer = answer
    if case .refused(let event, _) = answer, !EventName.isValid(event) {
      answer = .failed("the answer '\(event)' is not an event name")
    }
    let request = wait.request
    switch answer {
    case .stored(let id):
      report(.callback(number: request.number, within: request.within, reason: request.reason, id: id, outcome: "ok"))
      proceed(resume(wait, .number(Double(id)), .proceed))
    case .refused(let event, let message):
      report(
        .callback(number: request.number, within: request.within, reason: request.reason, id: nil, outcome: event))
      proceed(resume(wait, .undefined, .throwEvent(ThrownEvent(event, message))))
    }
  }

  private mutating func resume(_ wait: PromiseWait, _ value: DataValue, _ outcome: Outcome) -> Outcome {
    do throws(ScriptFault) {
      try fill(wait.element.result, value)
      return outcome
    } catch {
      return .throwEvent(ThrownEvent(error, in: wait.element.result?.value))
    }
  }
}
