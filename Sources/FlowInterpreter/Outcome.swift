import CallInterface
import ECMAScript

/// What one unit of interpretation leads to. Control flow is a value, never a Swift error.
enum Outcome {
  /// Go on with the present activity.
  case proceed
  /// Nothing to do until the next event; the state says for what.
  case wait
  case throwEvent(ThrownEvent)
  case transition(Transition)
  /// `goto nextitem`: this place in the dialog's items.
  case nextItem(Int)
  case exit(DataValue)
  case returnToCaller(SubdialogResult)
  case disconnect(DataValue)
}

/// A value, or what happens instead of it.
enum Attempt<Value> {
  case done(Value)
  case instead(Outcome)
}

/// An event on its way to a handler (VoiceXML 2.0 §5.2).
struct ThrownEvent {
  let name: String
  let message: String?
  /// The message is what a caller entered in secure input.
  let isSecret: Bool

  init(_ name: String, _ message: String? = nil, isSecret: Bool = false) {
    self.name = name
    self.message = message
    self.isSecret = isSecret
  }

  /// The message as it may be written down.
  var shownMessage: String? { isSecret ? Concealed.text : message }

  init(_ fault: ScriptFault, in expression: String? = nil) {
    name = "error.semantic"
    isSecret = false
    message = expression.map { "\(fault.message) (in: \($0))" } ?? fault.message
  }

  var isError: Bool { name == "error" || name.hasPrefix("error.") }
}

/// A value on its way into another context.
struct PassedValue {
  let name: String
  let tracked: TrackedValue
}

/// What a `return` brings back (§5.3.10).
enum SubdialogResult {
  case values([PassedValue])
  case event(ThrownEvent)
}
