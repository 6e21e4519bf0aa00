import CJavaScriptCore
import ECMAScript

/// What `Prelude.realm` left in one context. `root` keeps it alive.
struct RealmFunctions {
  let root: JSObjectRef
  let refusal: JSObjectRef
  /// `ReferenceError.prototype`.
  let referenceErrors: JSObjectRef
  let indirectEval: JSObjectRef

  init(
    context: JSGlobalContextRef, script: JSScriptRef, home: HomeContext, memory: Int
  ) throws(ScriptFault) {
    let part = try EngineCalls.run(script, in: context)
    // The text as it may be evaluated; null if it is refused.
    let inspect = try EngineCalls.function("inspect", in: context) { context, _, _, count, arguments, _ in
      guard let owner = owner(of: context), count > 0, let text = arguments?[0] else { return JSValueMakeNull(context) }
      return owner.inspect(text) ?? JSValueMakeNull(context)
    }
    let bytes = JSValueMakeNumber(context, Double(memory))
    root = try EngineCalls.call(part, [home.mark, home.bounds, home.pattern, inspect, bytes], in: context)
    JSValueProtect(context, root)
    refusal = try EngineCalls.member("refusal", of: root, in: context)
    referenceErrors = try EngineCalls.member("referenceErrors", of: root, in: context)
    indirectEval = try EngineCalls.member("indirectEval", of: root, in: context)
  }
}
