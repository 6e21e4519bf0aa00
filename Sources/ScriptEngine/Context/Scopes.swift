import CJavaScriptCore
import ECMAScript

extension JavaScriptContext {
  func openScope(named name: String?, inside parent: ScriptScope?) throws(ScriptFault) -> ScriptScope {
    let around: VariableScope?
    if let parent { around = try open(parent) } else { around = nil }
    let scope = ScriptScope(id: nextScope)
    try makeScope(scope.id, named: name, inside: around)
    nextScope += 1
    return scope
  }

  @discardableResult
  private func makeScope(
    _ id: Int, named name: String?, inside parent: VariableScope?
  ) throws(ScriptFault) -> VariableScope {
    let object = try guarded { () throws(ScriptFault) in
      try call(home.makeScope, name.flatMap { string($0) })
    }
    JSValueProtect(context, object)
    let variables = VariableScope(object: object, name: name, parent: parent)
    parent?.inner += 1
    scopes[id] = variables
    return variables
  }

  func alias(_ scope: ScriptScope, as name: String) {
    checkLane()
    guard let variables = scopes[scope.id] else { return }
    do {
      _ = try guarded { () throws(ScriptFault) in try call(home.alias, variables.object, string(name)) }
      variables.selfNames.insert(name)
    } catch {
      // A script has made the name its own for good: it hides the scope, as any variable would.
    }
  }

  func closeScope(_ scope: ScriptScope) {
    checkLane()
    guard let variables = scopes.removeValue(forKey: scope.id) else { return }
    variables.isClosed = true
    // An outer one that was closed before goes with the last that is inside it.
    var leaving: VariableScope? = variables
    while let scope = leaving, scope.isClosed, scope.inner == 0 {
      JSValueUnprotect(context, scope.object)
      scope.parent?.inner -= 1
      leaving = scope.parent
    }
  }

  /// The objects that scopes hold: those of open ones, and of closed ones around them.
  var scopeObjects: [JSObjectRef] {
    var objects: Set<JSObjectRef> = []
    for scope in scopes.values {
      var next: VariableScope? = scope
      while let held = next, objects.insert(held.object).inserted { next = held.parent }
    }
    return Array(objects)
  }
}

extension JavaScriptContext {
  /// Opens the scopes that were opened before there was an engine, with what was declared in them.
  func takeOver(_ drafts: [DraftScope], nextScope: Int) throws(ScriptFault) {
    for draft in drafts { try takeOver(draft) }
    // Those around an open one that are closed themselves.
    let open = Set(drafts.map(\.id))
    for id in scopes.keys where !open.contains(id) { closeScope(ScriptScope(id: id)) }
    self.nextScope = nextScope
  }

  @discardableResult
  private func takeOver(_ draft: DraftScope) throws(ScriptFault) -> VariableScope {
    if let made = scopes[draft.id] { return made }
    let around: VariableScope?
    if let parent = draft.parent { around = try takeOver(parent) } else { around = nil }
    let variables = try makeScope(draft.id, named: draft.name, inside: around)
    for case let (name, member)? in draft.members {
      switch member {
      case .itself: alias(ScriptScope(id: draft.id), as: name)
      case .variable(let value): write(name, try engineValue(value), in: variables)
      }
    }
    return variables
  }
}
