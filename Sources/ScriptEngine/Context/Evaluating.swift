import CJavaScriptCore
public import ECMAScript

extension JavaScriptContext {
  public func evaluate(_ expression: String, in scope: ScriptScope) throws(ScriptFault) -> ScriptValue {
    try guarded { () throws(ScriptFault) in
      try export(try result(of: expression, in: scope))
    }
  }

  public func condition(_ expression: String, in scope: ScriptScope) throws(ScriptFault) -> Bool {
    try guarded { () throws(ScriptFault) in
      JSValueToBoolean(context, try result(of: expression, in: scope))
    }
  }

  public func run(_ script: String, in scope: ScriptScope) throws(ScriptFault) {
    let variables = try open(scope)
    let plan = try lane.machine.plan(script)
    try guarded { () throws(ScriptFault) in
      for name in plan.names { replaceSelfName(name, in: variables) }
      let runner = try compiled.runner(depth: variables.chain.count)
      try call(
        helpers.runScript, runner, string(plan.source), string(plan.variables), string(plan.functions),
        then: variables.chain)
    }
  }

  /// Runs something of this call under its limits.
  func guarded<T>(_ body: () throws(ScriptFault) -> T) throws(ScriptFault) -> T {
    checkLane()
    return try lane.machine.watch.guarded(configuration.limits, body)
  }

  /// Evaluates; inside `guarded`.
  func result(of expression: String, in scope: ScriptScope) throws(ScriptFault) -> JSValueRef {
    let variables = try open(scope)
    switch try compiled.expression(expression, depth: variables.chain.count) {
    case .expression(let function):
      return try call(function, this: variables.object, then: variables.chain)
    case .statements(let source):
      let runner = try compiled.runner(depth: variables.chain.count)
      return try call(
        helpers.runScript, runner, string(source), string("[]"), string("[]"), then: variables.chain)
    }
  }

  /// Calls a function of the engine with what is given before `then`, and that; inside `guarded`.
  ///
  /// The arguments go from registers to the stack, never through an array: the engine's collector looks for fresh
  /// values there only. What `then` holds must be held elsewhere too.
  @discardableResult
  func call(
    _ function: JSObjectRef, this: JSObjectRef? = nil, _ a: JSValueRef? = nil, _ b: JSValueRef? = nil,
    _ c: JSValueRef? = nil, _ d: JSValueRef? = nil, then rest: [JSValueRef?] = []
  ) throws(ScriptFault) -> JSValueRef {
    var exception: JSValueRef?
    let value = withUnsafeTemporaryAllocation(of: JSValueRef?.self, capacity: 4 + rest.count) { buffer -> JSValueRef? in
      var count = 0
      func push(_ argument: JSValueRef?) {
        buffer.initializeElement(at: count, to: argument)
        count += 1
      }
      if a != nil { push(a) }
      if b != nil { push(b) }
      if c != nil { push(c) }
      if d != nil { push(d) }
      for argument in rest { push(argument) }
      return JSObjectCallAsFunction(context, function, this, count, buffer.baseAddress, &exception)
    }
    if exception == nil, let value, lane.machine.watch.stopped == nil { return value }
    throw fault(exception)
  }

  func open(_ scope: ScriptScope) throws(ScriptFault) -> VariableScope {
    guard let variables = scopes[scope.id] else { throw ScriptFault(.engine, "the scope is closed") }
    return variables
  }
}
