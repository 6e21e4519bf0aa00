import CJavaScriptCore
import ECMAScript

extension JavaScriptContext {
  /// What went wrong, from the watch or from what was thrown. Inside `guarded`: reading an exception may run a script.
  func fault(_ exception: JSValueRef?) -> ScriptFault {
    if let stopped = lane.machine.watch.stopped { return stopped }
    guard exception != nil else { return ScriptFault(.exception, "the script was stopped") }
    var argument = exception
    var second: JSValueRef?
    let description = JSObjectCallAsFunction(context, helpers.describe, nil, 1, &argument, &second)
    if let stopped = lane.machine.watch.stopped { return stopped }
    guard second == nil, let description, let text = JSValueToStringCopy(context, description, nil) else {
      return ScriptFault(.exception, "an exception that cannot be described")
    }
    let fields = EngineString.take(text).split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    let kind = fields.first.flatMap { ScriptFault.Kind(rawValue: String($0)) } ?? .exception
    let line = fields.dropFirst().first.flatMap { Int($0) } ?? 0
    return ScriptFault(kind, fields.count > 2 ? String(fields[2]) : "", line: line > 0 ? line : nil)
  }

  /// The error of an assignment to a name that nobody declared.
  func undeclared(_ name: JSStringRef) -> JSValueRef? {
    var argument = JSValueMakeString(context, name)
    return JSObjectCallAsFunction(context, helpers.undeclared, nil, 1, &argument, nil)
  }
}
