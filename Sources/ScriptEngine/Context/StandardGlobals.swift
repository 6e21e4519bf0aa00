import CJavaScriptCore

/// The names of the standard that scripts may see.
enum StandardGlobals {
  private static let kept: Set<String> = [
    "undefined", "NaN", "Infinity", "isNaN", "isFinite", "parseInt", "parseFloat", "escape", "unescape", "decodeURI",
    "decodeURIComponent", "encodeURI", "encodeURIComponent", "eval", "globalThis", "Object", "Function", "Array",
    "String",
    "Number", "Boolean", "Symbol", "BigInt", "Date", "RegExp", "Map", "Set", "WeakMap", "WeakSet", "Proxy", "Reflect",
    "JSON",
    "Math", "Intl", "Iterator", "Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError",
    "URIError",
    "AggregateError",
  ]

  /// What the engine has beyond: promises, typed arrays, WebAssembly, what shows when garbage is collected, and whatever
  /// a later engine adds.
  static let missing: [String] = {
    guard let group = JSContextGroupCreate() else { return [] }
    defer { JSContextGroupRelease(group) }
    guard let context = JSGlobalContextCreateInGroup(group, nil) else { return [] }
    defer { JSGlobalContextRelease(context) }
    let list = EngineString.lend("Object.getOwnPropertyNames(globalThis).join()") {
      JSEvaluateScript(context, $0, nil, nil, 1, nil)
    }
    guard let list, let text = JSValueToStringCopy(context, list, nil) else { return [] }
    return EngineString.take(text).split(separator: ",").map(String.init).filter { !kept.contains($0) }
  }()
}
