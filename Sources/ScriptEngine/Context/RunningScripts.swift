import CJavaScriptCore
import ECMAScript

/// A script whose first statement has yet to hand over its functions. Until then the scopes' own variables of these names
/// step aside, by `Symbol.unscopables`, so that the names mean the hoisted functions.
struct StartingScript {
  let scope: VariableScope
  let functions: [String]
}

extension JavaScriptContext {
  func run(_ script: String, in scope: ScriptScope) throws(ScriptFault) {
    let variables = try open(scope)
    let plan = try lane.machine.plan(script)
    try guarded { () throws(ScriptFault) in
      try fitRealm()
      declareAll(plan.variables + plan.functions, in: variables)
      if !plan.functions.isEmpty { stepAside(plan.functions, in: variables) }
      defer { comeBack() }
      try runStatements(plan.source, in: variables)
    }
  }

  /// Evaluates statements with a variable environment of their own; gives the completion value.
  @discardableResult
  func runStatements(_ source: String, in variables: VariableScope) throws(ScriptFault) -> JSValueRef {
    try fitRealm()
    let runner = try compiled.runner(depth: variables.chain.count)
    isEvalArmed = true
    defer { isEvalArmed = false }
    return try call(runner, this: variables.object, string(source), then: variables.chain)
  }

  /// The first statement of a script ran: its hoisted functions become variables.
  func handOver(_ functions: UnsafeBufferPointer<JSValueRef?>) {
    guard let starting else { return }
    comeBack()
    for (name, function) in zip(starting.functions, functions) { write(name, function, in: starting.scope) }
  }

  private func stepAside(_ names: [String], in variables: VariableScope) {
    guard let hidden = JSObjectMake(context, nil, nil) else { return }
    JSValueProtect(context, hidden)
    defer { JSValueUnprotect(context, hidden) }
    for name in names {
      EngineString.lend(name) { JSObjectSetProperty(context, hidden, $0, JSValueMakeBoolean(context, true), 0, nil) }
    }
    for scope in variables.chain {
      JSObjectSetPropertyForKey(
        context, scope, home.unscopables, hidden, UInt32(kJSPropertyAttributeDontEnum), nil)
    }
    starting = StartingScript(scope: variables, functions: names)
  }

  private func comeBack() {
    guard let starting else { return }
    for scope in starting.scope.chain { JSObjectDeletePropertyForKey(context, scope, home.unscopables, nil) }
    self.starting = nil
  }
}
