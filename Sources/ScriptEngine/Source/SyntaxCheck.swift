import CJavaScriptCore
import ECMAScript

/// Whether the engine can parse a text, without running it.
enum SyntaxCheck {
  /// Throws `syntax`, with the line.
  static func check(_ source: String, in context: JSContextRef) throws(ScriptFault) {
    var exception: JSValueRef?
    if EngineString.lend(source, { JSCheckScriptSyntax(context, $0, nil, 1, &exception) }) { return }
    throw fault(exception, in: context)
  }

  static func fault(_ exception: JSValueRef?, in context: JSContextRef) -> ScriptFault {
    guard let exception, JSValueIsObject(context, exception) else { return ScriptFault(.syntax, "it cannot be parsed") }
    func member(_ name: String) -> JSValueRef? {
      EngineString.lend(name) { JSObjectGetProperty(context, exception, $0, nil) }
    }
    let message = member("message").flatMap { JSValueToStringCopy(context, $0, nil) }
    let line = member("line").map { JSValueToNumber(context, $0, nil) } ?? 0
    return ScriptFault(
      .syntax, message.map { EngineString.take($0) } ?? "it cannot be parsed",
      line: line >= 1 ? Int(exactly: line) : nil)
  }
}
