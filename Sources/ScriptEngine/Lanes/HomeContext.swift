import CJavaScriptCore
import ECMAScript

/// The platform's own context of a lane: its functions work on the objects of every call, and none of them is ever given
/// to a script. `roots` keeps them all alive.
final class HomeContext {
  let context: JSGlobalContextRef
  let describe: JSObjectRef
  let makeScope: JSObjectRef
  let alias: JSObjectRef
  let put: JSObjectRef
  let define: JSObjectRef
  let has: JSObjectRef
  let lengthOf: JSObjectRef
  let flatten: JSObjectRef
  let complete: JSObjectRef
  /// `Symbol.unscopables`, the same in every context.
  let unscopables: JSValueRef
  /// For `Prelude.realm`.
  let mark: JSValueRef
  let bounds: JSObjectRef
  let resetBounds: JSObjectRef
  let pattern: JSObjectRef
  private let roots: [JSObjectRef]

  init(group: JSContextGroupRef) throws(ScriptFault) {
    guard let context = JSGlobalContextCreateInGroup(group, nil) else {
      throw ScriptFault(.engine, "JavaScriptCore could not make a context")
    }
    func run(_ source: String, _ arguments: [JSValueRef?] = []) throws(ScriptFault) -> JSObjectRef {
      let result = try EngineCalls.call(try EngineCalls.load(source, in: context), arguments, in: context)
      JSValueProtect(context, result)
      return result
    }
    let helpers = try run(Prelude.home)
    func helper(_ name: String) throws(ScriptFault) -> JSObjectRef {
      try EngineCalls.member(name, of: helpers, in: context)
    }
    self.context = context
    describe = try helper("describe")
    makeScope = try helper("makeScope")
    alias = try helper("alias")
    put = try helper("put")
    define = try helper("define")
    has = try helper("has")
    lengthOf = try helper("lengthOf")
    flatten = try helper("flatten")
    complete = try helper("complete")
    unscopables = try helper("unscopables")
    mark = try helper("mark")
    bounds = try run(Prelude.homeBounds)
    resetBounds = try EngineCalls.member("reset", of: bounds, in: context)
    let ticks = try EngineCalls.function("ticks", in: context) { context, _, _, _, _, _ in
      JSValueMakeNumber(context, Double(ProcessorTime.ofThread()) / 1e6)
    }
    pattern = try run(Prelude.homePatterns, [ticks])
    roots = [helpers, bounds, pattern]
    _ = try run(Prelude.homeHardening)
    EngineString.lend("not here") { JSGlobalContextSetEvalEnabled(context, false, $0) }
  }

  deinit {
    for root in roots { JSValueUnprotect(context, root) }
    JSGlobalContextRelease(context)
  }
}
