import CJavaScriptCore
import ECMAScript

/// The prelude's functions for the Swift side, loaded into one context. `root` keeps them all alive.
struct PreludeHelpers {
  let root: JSObjectRef
  let kit: JSObjectRef
  let describe: JSObjectRef
  let refusal: JSObjectRef
  let undeclared: JSObjectRef
  let makeScope: JSObjectRef
  let alias: JSObjectRef
  let put: JSObjectRef
  let define: JSObjectRef
  let runScript: JSObjectRef
  let checkedLength: JSObjectRef
  let has: JSObjectRef
  let flatten: JSObjectRef
  let inflate: JSObjectRef

  /// Runs the prelude in a new context.
  init(context: JSGlobalContextRef, configuration: ScriptConfiguration) throws(ScriptFault) {
    let kernel = try Self.load(Prelude.kernel, in: context)
    let limits = JSObjectMake(context, nil, nil)
    for (name, number) in [("utcOffset", configuration.utcOffset), ("memory", configuration.limits.memory)] {
      EngineString.lend(name) { name in
        JSObjectSetProperty(context, limits, name, JSValueMakeNumber(context, Double(number)), 0, nil)
      }
    }
    let root = try Self.call(kernel, [GlobalObject.makeNatives(in: context), limits], in: context)
    JSValueProtect(context, root)
    func helper(_ name: String) throws(ScriptFault) -> JSObjectRef {
      let helper = EngineString.lend(name) { JSObjectGetProperty(context, root, $0, nil) }
      guard let helper else { throw ScriptFault(.engine, "the prelude has no \(name)") }
      return helper
    }
    self.root = root
    kit = try helper("kit")
    describe = try helper("describe")
    refusal = try helper("refusal")
    undeclared = try helper("undeclared")
    makeScope = try helper("makeScope")
    alias = try helper("alias")
    put = try helper("put")
    define = try helper("define")
    runScript = try helper("runScript")
    checkedLength = try helper("checkedLength")
    has = try helper("has")
    flatten = try helper("flatten")
    inflate = try helper("inflate")
    for part in Prelude.parts {
      _ = try Self.call(try Self.load(part, in: context), [kit], in: context)
    }
  }

  /// Evaluates a part of the prelude: a function.
  static func load(_ source: String, in context: JSContextRef) throws(ScriptFault) -> JSObjectRef {
    var exception: JSValueRef?
    let value = EngineString.lend(source) { JSEvaluateScript(context, $0, nil, nil, 1, &exception) }
    guard let value, exception == nil else { throw fault(exception, in: context) }
    return value
  }

  static func call(
    _ function: JSObjectRef, _ arguments: [JSValueRef?], in context: JSContextRef
  ) throws(ScriptFault) -> JSObjectRef {
    var exception: JSValueRef?
    guard let value = JSObjectCallAsFunction(context, function, nil, arguments.count, arguments, &exception),
      exception == nil
    else { throw fault(exception, in: context) }
    return value
  }

  private static func fault(_ exception: JSValueRef?, in context: JSContextRef) -> ScriptFault {
    let fault = SyntaxCheck.fault(exception, in: context)
    return ScriptFault(.engine, "the prelude failed: \(fault.message)", line: fault.line)
  }
}
