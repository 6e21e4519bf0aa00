import CJavaScriptCore
import ECMAScript

/// The class of every call's global object. It answers before the engine's own global object does: hides what is not of
/// the standard or could reach past the limits, loads `Date`, `Intl` and `Math` when they are first named, and refuses to
/// create globals.
enum GlobalObject {
  /// Made once with the first engine, then only read; the engine counts its references atomically.
  nonisolated(unsafe) static let description: JSClassRef? = {
    // The engine may keep pointers to these tables: they stay for ever.
    var definition = kJSClassDefinitionEmpty
    definition.setProperty = { context, _, name, _, exception in
      guard let owner = owner(of: context), let name, owner.isGuarded else { return false }
      exception?.pointee = owner.undeclared(name)
      return true
    }
    definition.staticValues = table(values(), end: JSStaticValue())
    definition.staticFunctions = table(functions(), end: JSStaticFunction())
    return JSClassCreate(&definition)
  }()

  private static let attributes = UInt32(
    kJSPropertyAttributeReadOnly | kJSPropertyAttributeDontEnum | kJSPropertyAttributeDontDelete)

  private static func table<Entry>(_ entries: [Entry], end: Entry) -> UnsafePointer<Entry> {
    let table = UnsafeMutablePointer<Entry>.allocate(capacity: entries.count + 1)
    for (index, entry) in (entries + [end]).enumerated() { (table + index).initialize(to: entry) }
    return UnsafePointer(table)
  }

  private static func name(_ text: String) -> UnsafePointer<CChar> {
    let characters = UnsafeMutablePointer<CChar>.allocate(capacity: text.utf8.count + 1)
    for (index, byte) in text.utf8.enumerated() { (characters + index).initialize(to: CChar(bitPattern: byte)) }
    (characters + text.utf8.count).initialize(to: 0)
    return UnsafePointer(characters)
  }

  /// No value means: the engine's own.
  private static func values() -> [JSStaticValue] {
    func value(_ text: String, _ get: JSObjectGetPropertyCallback) -> JSStaticValue {
      JSStaticValue(name: name(text), getProperty: get, setProperty: nil, attributes: attributes)
    }
    var values = [
      value("eval") { context, _, _, _ in owner(of: context)?.visibleEval },
      value("Date") { context, _, _, exception in owner(of: context)?.lazyGlobal(.date, exception) },
      value("Intl") { context, _, _, exception in owner(of: context)?.lazyGlobal(.internationalisation, exception) },
      value("Math") { context, _, _, exception in owner(of: context)?.lazyGlobal(.mathematics, exception) },
    ]
    for hidden in StandardGlobals.missing {
      values.append(value(hidden) { context, _, _, _ in JSValueMakeUndefined(context) })
    }
    return values
  }

  private static func functions() -> [JSStaticFunction] {
    func function(_ text: StaticName, _ call: JSObjectCallAsFunctionCallback) -> JSStaticFunction {
      JSStaticFunction(name: name(text.rawValue), callAsFunction: call, attributes: attributes)
    }
    return [
      function(.evalArm) { context, _, _, _, _, _ in
        owner(of: context)?.isEvalArmed = true
        return JSValueMakeUndefined(context)
      },
      function(.evalText) { context, _, _, count, arguments, exception in
        guard let owner = owner(of: context), count > 0, let argument = arguments?[0] else {
          return JSValueMakeUndefined(context)
        }
        guard JSValueIsString(context, argument) else { return argument }
        if let inspected = owner.inspect(argument) { return inspected }
        exception?.pointee = owner.refusal(ScriptFault(.forbidden, "async functions and import() are not supported"))
        return JSValueMakeUndefined(context)
      },
      function(.hook) { context, _, _, count, arguments, _ in
        owner(of: context)?.handOver(UnsafeBufferPointer(start: arguments, count: count))
        return JSValueMakeUndefined(context)
      },
    ]
  }

  /// Names that rewritten sources use.
  enum StaticName: String {
    case evalArm = "__evalArm"
    case evalText = "__evalText"
    /// Called by the first statement of a script with its functions.
    case hook = "__hook"
  }
}

/// The context that a call-back belongs to; `nil` also while it is made and after its end.
func owner(of context: JSContextRef?) -> JavaScriptContext? {
  guard let context, let pointer = JSObjectGetPrivate(JSContextGetGlobalObject(context)) else { return nil }
  return Unmanaged<JavaScriptContext>.fromOpaque(pointer).takeUnretainedValue()
}
