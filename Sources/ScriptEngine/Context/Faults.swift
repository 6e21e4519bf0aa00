import CJavaScriptCore
import ECMAScript

extension JavaScriptContext {
  /// What went wrong, from the watch or from what was thrown. Inside `guarded`: reading an exception may run a script.
  func fault(_ exception: JSValueRef?) -> ScriptFault {
    if let stopped = lane.machine.watch.stopped { return stopped }
    guard exception != nil else { return ScriptFault(.exception, "the script was stopped") }
    var argument = exception
    var second: JSValueRef?
    let description = JSObjectCallAsFunction(context, home.describe, nil, 1, &argument, &second)
    if let stopped = lane.machine.watch.stopped { return stopped }
    guard second == nil, let description, let text = JSValueToStringCopy(context, description, nil) else {
      return ScriptFault(.exception, "an exception that cannot be described")
    }
    let fields = EngineString.take(text).split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    let kind = fields.first.flatMap { ScriptFault.Kind(rawValue: String($0)) } ?? .exception
    let line = fields.dropFirst().first.flatMap { Int($0) } ?? 0
    return ScriptFault(kind, fields.count > 2 ? String(fields[2]) : "", line: line > 0 ? line : nil)
  }

  /// The error of an assignment to a name that nobody declared. The engine makes it, and so knows the line.
  func undeclared(_ name: JSStringRef) -> JSValueRef? {
    var message = string("Can't find variable: \(EngineString.text(name)) (it was never declared)")
    guard let error = JSObjectMakeError(context, 1, &message, nil) else { return message }
    if let realm { JSObjectSetPrototype(context, error, realm.referenceErrors) }
    return error
  }

  /// An error for a script that becomes this fault if nobody catches it.
  func refusal(_ fault: ScriptFault) -> JSValueRef? {
    guard let realm else { return nil }
    let kind = string(fault.kind.rawValue), message = string(fault.message)
    return withUnsafeTemporaryAllocation(of: JSValueRef?.self, capacity: 2) { arguments in
      arguments.initializeElement(at: 0, to: kind)
      arguments.initializeElement(at: 1, to: message)
      return JSObjectCallAsFunction(context, realm.refusal, nil, 2, arguments.baseAddress, nil)
    }
  }
}
