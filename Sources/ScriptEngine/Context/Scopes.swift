import CJavaScriptCore
public import ECMAScript

extension JavaScriptContext {
  public func openScope(named name: String?, inside parent: ScriptScope?) throws(ScriptFault) -> ScriptScope {
    let around: VariableScope?
    if let parent { around = try open(parent) } else { around = nil }
    let object = try guarded { () throws(ScriptFault) in
      try call(home.makeScope, name.flatMap { string($0) })
    }
    JSValueProtect(context, object)
    let scope = ScriptScope(id: nextScope)
    nextScope += 1
    scopes[scope.id] = VariableScope(object: object, name: name, parent: around)
    return scope
  }

  public func alias(_ scope: ScriptScope, as name: String) {
    checkLane()
    guard let variables = scopes[scope.id] else { return }
    do {
      _ = try guarded { () throws(ScriptFault) in try call(home.alias, variables.object, string(name)) }
      variables.selfNames.insert(name)
    } catch {
      // A script has made the name its own for good: it hides the scope, as any variable would.
    }
  }

  public func closeScope(_ scope: ScriptScope) {
    checkLane()
    guard let variables = scopes.removeValue(forKey: scope.id) else { return }
    JSValueUnprotect(context, variables.object)
  }
}
