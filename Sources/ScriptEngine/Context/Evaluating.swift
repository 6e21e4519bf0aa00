import CJavaScriptCore
import ECMAScript

extension JavaScriptContext {
  func evaluate(_ expression: String, in scope: ScriptScope) throws(ScriptFault) -> ScriptValue {
    try guarded { () throws(ScriptFault) in
      try export(try result(of: expression, in: scope))
    }
  }

  func condition(_ expression: String, in scope: ScriptScope) throws(ScriptFault) -> Bool {
    try guarded { () throws(ScriptFault) in
      JSValueToBoolean(context, try result(of: expression, in: scope))
    }
  }

  /// Runs something of this call under its limits.
  func guarded<T>(_ body: () throws(ScriptFault) -> T) throws(ScriptFault) -> T {
    checkLane()
    let watch = lane.machine.watch
    do {
      return try watch.guarded(configuration.limits, body)
    } catch {
      // A stopped script runs no `finally`, the home's neither.
      if watch.stopped != nil { JSObjectCallAsFunction(context, home.resetBounds, nil, 0, nil, nil) }
      throw error
    }
  }

  /// Evaluates; inside `guarded`.
  func result(of expression: String, in scope: ScriptScope) throws(ScriptFault) -> JSValueRef {
    try fitRealm()
    let variables = try open(scope)
    switch try compiled.expression(expression, depth: variables.chain.count) {
    case .expression(let function):
      return try call(function, this: variables.object, then: variables.chain)
    case .statements(let source):
      return try runStatements(source, in: variables)
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

  /// The text of an engine's string as it may be evaluated; `nil` if it is refused.
  func inspect(_ value: JSValueRef) -> JSValueRef? {
    guard let string = JSValueToStringCopy(context, value, nil) else { return nil }
    let source = EngineString.take(string)
    do {
      let prepared = try SourceRules.prepare(source)
      return prepared == source ? value : self.string(prepared)
    } catch {
      return nil
    }
  }

  func open(_ scope: ScriptScope) throws(ScriptFault) -> VariableScope {
    guard let variables = scopes[scope.id] else { throw Self.closedScope }
    return variables
  }

  static var closedScope: ScriptFault { ScriptFault(.engine, "the scope is closed") }
}
