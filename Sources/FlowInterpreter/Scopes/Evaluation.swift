import CallInterface
import ECMAScript
import FlowDocument

/// Expressions are evaluated in the innermost scope of what runs. Dialog and anonymous scopes are opened when something
/// first needs them: a menu without expressions opens none.
extension Interpreter {
  /// The scope that expressions see now.
  mutating func scope() throws(ScriptFault) -> ScriptScope {
    try writePending()
    if let scope = context.execution?.scope { return scope }
    return try enclosingScope()
  }

  /// Platform variables that are written only when something may read them.
  mutating func writePending() throws(ScriptFault) {
    if !hasSessionVariables {
      hasSessionVariables = true
      try SessionVariables.write(facts, in: sessionScope, of: script)
    }
    try writeLanguage()
    try writeLastResult()
    try writeCalendars()
  }

  /// The anonymous scope of what runs, for declarations.
  mutating func anonymousScope() throws(ScriptFault) -> ScriptScope {
    if let scope = context.execution?.scope { return scope }
    let opened = try script.openScope(named: nil, inside: try enclosingScope())
    context.execution?.scope = opened
    return opened
  }

  mutating func dialogScope() throws(ScriptFault) -> ScriptScope {
    if let scope = context.dialog.scope { return scope }
    let opened = try script.openScope(named: "dialog", inside: context.documentScope)
    context.dialog.scope = opened
    return opened
  }

  private mutating func enclosingScope() throws(ScriptFault) -> ScriptScope {
    if case .initialiseDocument(_, let ofRoot) = context.activity {
      return ofRoot ? context.applicationScope : context.documentScope
    }
    return try dialogScope()
  }

  /// A value that may go anywhere: a secret is a fault.
  mutating func evaluate(_ expression: Expression) throws(ScriptFault) -> ScriptValue {
    if let culprit = culprit(in: expression.source) { throw Self.refusal(culprit) }
    return try tracked(expression).value
  }

  /// A guard, `cond` or `if`: true where there is none.
  mutating func holds(_ condition: Expression?) throws(ScriptFault) -> Bool {
    guard let condition else { return true }
    let scope = try scope()
    guard let culprit = culprit(in: condition.source) else { return try script.condition(condition.source, in: scope) }
    defer { spread(condition.source) }
    do throws(ScriptFault) { return try script.condition(condition.source, in: scope) } catch {
      throw Self.withheld(error, culprit)
    }
  }

  mutating func text(_ source: TextSource) throws(ScriptFault) -> String {
    switch source {
    case .literal(let text):
      return text.value
    case .expression(let expression):
      let text = try script.text(try evaluate(expression))
      if secrets.texts.occur(in: text) {
        throw ScriptFault(.forbidden, "it has a secure value in it, which may only be sent by POST")
      }
      return text
    }
  }

  /// Names what an expression fault was about.
  func fault(_ fault: ScriptFault, _ expression: Expression) -> Outcome {
    .throwEvent(ThrownEvent(fault, in: expression.source))
  }

  func fault(_ fault: ScriptFault, _ source: TextSource) -> Outcome {
    switch source {
    case .literal(let text): .throwEvent(ThrownEvent(fault, in: text.value))
    case .expression(let expression): .throwEvent(ThrownEvent(fault, in: expression.source))
    }
  }

  /// Whether a text is an ECMAScript identifier as far as a variable's name is concerned (§5.1.1).
  static func isVariableName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first else { return false }
    let isStart = { (scalar: Unicode.Scalar) in scalar == "_" || scalar == "$" || scalar.properties.isIDStart }
    return isStart(first)
      && name.unicodeScalars.dropFirst().allSatisfy { isStart($0) || $0.properties.isIDContinue }
  }
}
