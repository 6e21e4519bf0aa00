import CJavaScriptCore
import CallInterface
import ECMAScript

/// Globals that are fitted to the call when a script first names them.
enum LazyGlobal: Hashable {
  case date, internationalisation, mathematics

  fileprivate var source: String {
    switch self {
    case .date: Prelude.dates
    case .internationalisation: Prelude.internationalisation
    case .mathematics: Prelude.mathematics
    }
  }
}

extension JavaScriptContext {
  /// What the name `eval` means: the engine's own (no value) for a call that was made ready, else the indirect one.
  var visibleEval: JSValueRef? {
    guard isGuarded else { return nil }
    guard isEvalArmed else { return realm?.indirectEval }
    isEvalArmed = false
    return nil
  }

  /// The global, or no value (the engine's own) while it is being fitted.
  func lazyGlobal(_ global: LazyGlobal, _ exception: UnsafeMutablePointer<JSValueRef?>?) -> JSValueRef? {
    guard isGuarded, !isLoading else { return nil }
    if let found = lazyGlobals[global] { return found }
    isLoading = true
    defer { isLoading = false }
    do {
      let made = try load(global)
      JSValueProtect(context, made)
      lazyGlobals[global] = made
      return made
    } catch {
      exception?.pointee = refusal(error)
      return JSValueMakeUndefined(context)
    }
  }

  private func load(_ global: LazyGlobal) throws(ScriptFault) -> JSObjectRef {
    let part = try EngineCalls.load(global.source, in: context)
    let native: JSObjectRef
    if global == .mathematics {
      native = try EngineCalls.function("random", in: context) { context, _, _, _, _, _ in
        JSValueMakeNumber(context, owner(of: context)?.random.next() ?? 0)
      }
    } else {
      native = try EngineCalls.function("now", in: context) { context, _, _, _, _, _ in
        JSValueMakeNumber(context, Double(owner(of: context)?.now ?? 0))
      }
    }
    let offset = JSValueMakeNumber(context, Double(configuration.utcOffset))
    return try EngineCalls.call(part, [native, offset], in: context)
  }
}
