import CJavaScriptCore
import ECMAScript

extension JavaScriptContext {
  func declare(_ names: [String], in scope: ScriptScope) throws(ScriptFault) {
    checkLane()
    let variables = try open(scope)
    for name in names { try Self.checkName(name) }
    declareAll(names, in: variables)
  }

  /// As `declare`, for names that are known to be some.
  func declareAll(_ names: [String], in variables: VariableScope) {
    for name in names {
      if variables.selfNames.contains(name) || !has(name, variables.object) {
        write(name, JSValueMakeUndefined(context), in: variables)
      }
    }
  }

  func set(_ name: String, to value: ScriptValue, in scope: ScriptScope) throws(ScriptFault) {
    checkLane()
    let variables = try open(scope)
    try Self.checkName(name)
    write(name, try engineValue(value), in: variables)
  }

  func variable(_ name: String, in scope: ScriptScope) -> ScriptValue? {
    checkLane()
    guard let variables = scopes[scope.id] else { return nil }
    guard has(name, variables.object) else { return nil }
    // A script may have put a getter there; where it fails there is no value.
    do {
      return try guarded { () throws(ScriptFault) in try export(try member(name, of: variables.object)) }
    } catch {
      return .undefined
    }
  }

  func isDeclared(_ name: String, in scope: ScriptScope) -> Bool {
    checkLane()
    guard let variables = scopes[scope.id] else { return false }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, let holder = holder(of: String(first), from: variables) else { return false }
    if parts.count == 1 { return true }
    do {
      return try reaches(parts.map(String.init), from: holder)
    } catch {
      return false
    }
  }

  func assign(_ target: String, to value: ScriptValue, in scope: ScriptScope) throws(ScriptFault) {
    try guarded { () throws(ScriptFault) in
      let variables = try open(scope)
      switch try AssignmentTarget(target) {
      case .variable(let name):
        guard let holder = holder(of: name, from: variables) else {
          throw ScriptFault(.undeclared, "'\(name)' was never declared")
        }
        try put(holder, string(name), try engineValue(value), target)
      case .member(let base, let key):
        try put(try result(of: base, in: scope), string(key), try engineValue(value), target)
      case .element(let base, let key):
        let object = try result(of: base, in: scope)
        let name = try propertyKey(try result(of: key, in: scope))
        try put(object, name, try engineValue(value), target)
      }
    }
  }
}

extension JavaScriptContext {
  /// Whether a path of names leads anywhere; its first is a variable of `holder`.
  private func reaches(_ path: [String], from holder: JSObjectRef) throws(ScriptFault) -> Bool {
    try guarded { () throws(ScriptFault) in
      var value: JSValueRef = holder
      for (index, name) in path.enumerated() {
        if index > 0 {
          guard JSValueToBoolean(context, try call(home.has, value, string(name))) else { return false }
        }
        if index < path.count - 1 { value = try property(name, of: value) }
      }
      return true
    }
  }

  static func checkName(_ name: String) throws(ScriptFault) {
    guard Identifier.isVariableName(name) else { throw ScriptFault(.syntax, "'\(name)' is no name of a variable") }
  }

  /// Creates or overwrites a variable, also one that scripts cannot write.
  func write(_ name: String, _ value: JSValueRef?, in variables: VariableScope) {
    let wasScope = variables.selfNames.remove(name) != nil
    let attributes = variables.isReadOnly ? UInt32(kJSPropertyAttributeReadOnly) : 0
    EngineString.lend(name) { name in
      if wasScope || variables.isReadOnly { JSObjectDeleteProperty(context, variables.object, name, nil) }
      JSObjectSetProperty(context, variables.object, name, value, attributes, nil)
    }
  }

  private func has(_ name: String, _ object: JSObjectRef) -> Bool {
    EngineString.lend(name) { JSObjectHasProperty(context, object, $0) }
  }

  /// The object of the innermost scope that declares the name.
  private func holder(of name: String, from variables: VariableScope) -> JSObjectRef? {
    EngineString.lend(name) { name in
      for case let object? in variables.chain.reversed() where JSObjectHasProperty(context, object, name) {
        return object
      }
      return nil
    }
  }

  /// A scope's variable must exist, and what is read-only must not be written.
  private func put(_ base: JSValueRef, _ key: JSValueRef?, _ value: JSValueRef?, _ target: String) throws(ScriptFault) {
    let isScope = scopes.values.contains { $0.object == base }
    let result = try call(home.put, base, key, value, JSValueMakeBoolean(context, isScope))
    switch JSValueToNumber(context, result, nil) {
    case 0: return
    case 1: throw ScriptFault(.undeclared, "'\(target)' was never declared")
    default: throw ScriptFault(.forbidden, "'\(target)' cannot be written")
    }
  }

  /// A key that is converted once.
  private func propertyKey(_ value: JSValueRef) throws(ScriptFault) -> JSValueRef? {
    if JSValueIsSymbol(context, value) || JSValueIsString(context, value) { return value }
    var exception: JSValueRef?
    guard let text = JSValueToStringCopy(context, value, &exception), exception == nil else { throw fault(exception) }
    return string(try bounded(text))
  }
}
