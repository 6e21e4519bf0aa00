import CJavaScriptCore
import ECMAScript

/// Loading and calling of the platform's own scripts.
enum EngineCalls {
  /// Evaluates a part of the prelude: a function.
  static func load(_ source: String, in context: JSContextRef) throws(ScriptFault) -> JSObjectRef {
    var exception: JSValueRef?
    let value = EngineString.lend(source) { source in
      EngineString.lend(Prelude.platformName) { JSEvaluateScript(context, source, nil, $0, 1, &exception) }
    }
    guard let value, exception == nil else { throw fault(exception, in: context) }
    return value
  }

  /// The same for a part that every context of the VM runs: parsed once.
  static func run(_ script: JSScriptRef, in context: JSContextRef) throws(ScriptFault) -> JSObjectRef {
    var exception: JSValueRef?
    guard let value = JSScriptEvaluate(context, script, nil, &exception), exception == nil else {
      throw fault(exception, in: context)
    }
    return value
  }

  /// A part of the prelude, parsed for one VM.
  static func prepare(_ source: String, for group: JSContextGroupRef) throws(ScriptFault) -> JSScriptRef {
    let script = EngineString.lend(source) { source in
      EngineString.lend(Prelude.platformName) { JSScriptCreateFromString(group, $0, 1, source, nil, nil) }
    }
    guard let script else { throw ScriptFault(.engine, "the prelude cannot be parsed") }
    return script
  }

  /// Calls a function with what must be held elsewhere too.
  static func call(
    _ function: JSObjectRef, _ arguments: [JSValueRef?], in context: JSContextRef
  ) throws(ScriptFault) -> JSObjectRef {
    var exception: JSValueRef?
    guard let value = JSObjectCallAsFunction(context, function, nil, arguments.count, arguments, &exception),
      exception == nil
    else { throw fault(exception, in: context) }
    return value
  }

  /// A member of what a part of the prelude gave.
  static func member(_ name: String, of object: JSObjectRef, in context: JSContextRef) throws(ScriptFault)
    -> JSObjectRef
  {
    let member = EngineString.lend(name) { JSObjectGetProperty(context, object, $0, nil) }
    guard let member, !JSValueIsUndefined(context, member) else {
      throw ScriptFault(.engine, "the prelude has no \(name)")
    }
    return member
  }

  static func function(
    _ name: String, in context: JSContextRef, _ body: JSObjectCallAsFunctionCallback
  ) throws(ScriptFault) -> JSObjectRef {
    guard let function = EngineString.lend(name, { JSObjectMakeFunctionWithCallback(context, $0, body) }) else {
      throw ScriptFault(.engine, "no function could be made")
    }
    return function
  }

  private static func fault(_ exception: JSValueRef?, in context: JSContextRef) -> ScriptFault {
    let fault = SyntaxCheck.fault(exception, in: context)
    return ScriptFault(.engine, "the prelude failed: \(fault.message)", line: fault.line)
  }
}
