import CallInterface
import ECMAScript
import FlowDocument

/// `subdialog` (VoiceXML 2.0 §2.3.4): a dialog in a context of its own, which returns to its item.
extension Interpreter {
  mutating func call(_ subdialog: Subdialog) -> Outcome {
    do throws(ScriptFault) {
      var parameters: [PassedValue] = []
      for parameter in subdialog.parameters {
        let value: TrackedValue =
          switch parameter.value {
          case .literal(let text): TrackedValue(value: .string(text), culprit: nil)
          case .expression(let expression): try tracked(expression)
          }
        parameters.append(PassedValue(name: parameter.name.value, tracked: value))
      }
      let uri = try text(subdialog.source)
      let cause = Transition.Cause.subdialog(parameters)
      if subdialog.namelist.isEmpty { return transition(cause, to: uri, subdialog.fetch) }
      return try submitting(subdialog, cause: cause, to: uri)
    } catch {
      return fault(error, subdialog.source)
    }
  }

  private mutating func submitting(
    _ subdialog: Subdialog, cause: Transition.Cause, to uri: String
  ) throws(ScriptFault) -> Outcome {
    let values = try submitted(subdialog.namelist.map(\.value), by: subdialog.method)
    guard let absolute = URIReference.resolve(uri, against: base) else {
      return .throwEvent(ThrownEvent("error.badfetch", "subdialog: '\(uri)' is not a URI"))
    }
    let (document, fragment) = URIReference.splitFragment(absolute)
    switch SubmitEncoding.encode(values, method: subdialog.method, encoding: subdialog.encoding, uri: document) {
    case .failure(let failure):
      return .throwEvent(ThrownEvent(failure.event, failure.message))
    case .success(let request):
      return .transition(
        Transition(cause: cause, uri: request.uri, fragment: fragment, fetch: subdialog.fetch, body: request.body))
    }
  }

  /// The callee starts with scopes of its own; only the session is shared (§2.3.4).
  mutating func enterSubdialogDocument(
    _ transition: Transition, document: PreparedDocument, root: PreparedDocument?
  ) -> Outcome {
    guard case .subdialog(let parameters) = transition.cause else { return .proceed }
    guard contexts.count < 64 else {
      return .throwEvent(ThrownEvent("error.semantic", "subdialogs are nested more than 64 deep"))
    }
    do throws(ScriptFault) {
      context.activity = .waiting
      var callee = try open(document, root: root, application: nil, transition)
      callee.parameters = parameters
      contexts.append(callee)
      return .proceed
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
  }

  /// `return` (§5.3.10): the callee's context is gone, the caller's item is filled or gets the event.
  mutating func returnFromSubdialog(_ result: SubdialogResult) -> Outcome {
    leaveExecution()
    let callee = contexts.removeLast()
    defer { close(callee) }
    guard let item = context.dialog.current else { return .exit(.undefined) }
    switch result {
    case .event(let event):
      return .throwEvent(event)
    case .values(let values):
      do throws(ScriptFault) {
        try set(item, to: try script.makeObject(values.map { ($0.name, $0.tracked.value) }))
        try noteReturned(values, to: item)
        return runFilled(after: [item])
      } catch {
        return .throwEvent(ThrownEvent(error))
      }
    }
  }
}
