import CJavaScriptCore
import ECMAScript

extension JavaScriptContext {
  func text(_ value: ScriptValue) throws(ScriptFault) -> String {
    try guarded { () throws(ScriptFault) in
      var exception: JSValueRef?
      let value = try engineValue(value)
      guard let text = JSValueToStringCopy(context, value, &exception), exception == nil else { throw fault(exception) }
      return try bounded(text)
    }
  }

  func elements(of array: ScriptValue) throws(ScriptFault) -> [ScriptValue] {
    try guarded { () throws(ScriptFault) in
      guard case .object = array, let list = try engineValue(array), JSValueIsArray(context, list) else {
        throw ScriptFault(.exception, "it is not an array")
      }
      let length = JSValueToNumber(context, try member("length", of: list), nil)
      guard let count = Int(exactly: length), count <= configuration.limits.valueSize else {
        throw ScriptFault(.sizeLimit, "the array is too long")
      }
      var elements: [ScriptValue] = []
      for index in 0..<count {
        var exception: JSValueRef?
        guard let element = JSObjectGetPropertyAtIndex(context, list, UInt32(index), &exception), exception == nil
        else {
          throw fault(exception)
        }
        elements.append(try export(element))
      }
      return elements
    }
  }

  func property(_ name: String, of value: ScriptValue) throws(ScriptFault) -> ScriptValue {
    guard case .object = value else { return .undefined }
    return try guarded { () throws(ScriptFault) in
      guard let object = try engineValue(value) else { return .undefined }
      return try export(try member(name, of: object))
    }
  }

  func makeObject(_ members: [(String, ScriptValue)]) throws(ScriptFault) -> ScriptValue {
    try guarded { () throws(ScriptFault) in
      guard let object = JSObjectMake(context, nil, nil) else { throw ScriptFault(.engine, "no object could be made") }
      let result = JavaScriptObject(object, owner: self)
      for (name, value) in members {
        try call(home.define, object, string(name), try engineValue(value))
      }
      return .object(result)
    }
  }
}

extension JavaScriptContext {
  /// A value for the Swift side.
  func export(_ value: JSValueRef) throws(ScriptFault) -> ScriptValue {
    switch JSValueGetType(context, value) {
    case kJSTypeUndefined: return .undefined
    case kJSTypeNull: return .null
    case kJSTypeBoolean: return .boolean(JSValueToBoolean(context, value))
    case kJSTypeNumber: return .number(JSValueToNumber(context, value, nil))
    case kJSTypeString: return .string(try stringText(value))
    case kJSTypeObject: return .object(JavaScriptObject(value, owner: self))
    case kJSTypeSymbol: throw ScriptFault(.exception, "a symbol cannot leave a script")
    default: return .number(try bigNumber(value))
    }
  }

  /// A value for the engine. Strings and numbers are fresh; keep them on the stack.
  func engineValue(_ value: ScriptValue) throws(ScriptFault) -> JSValueRef? {
    switch value {
    case .undefined: return JSValueMakeUndefined(context)
    case .null: return JSValueMakeNull(context)
    case .boolean(let boolean): return JSValueMakeBoolean(context, boolean)
    case .number(let number): return JSValueMakeNumber(context, number)
    case .string(let text): return string(text)
    case .object(let object):
      guard let object = object as? JavaScriptObject, object.owner === self else {
        throw ScriptFault(.exception, "the object belongs to another context")
      }
      return object.reference
    }
  }

  func string(_ text: String) -> JSValueRef? {
    EngineString.lend(text) { JSValueMakeString(context, $0) }
  }

  /// A property of an object; inside `guarded`.
  func member(_ name: String, of object: JSObjectRef) throws(ScriptFault) -> JSValueRef {
    var exception: JSValueRef?
    let value = EngineString.lend(name) { JSObjectGetProperty(context, object, $0, &exception) }
    if exception == nil, let value, lane.machine.watch.stopped == nil { return value }
    throw fault(exception)
  }

  /// A property of anything but undefined and null.
  func property(_ name: String, of value: JSValueRef) throws(ScriptFault) -> JSValueRef {
    var exception: JSValueRef?
    guard let object = JSValueToObject(context, value, &exception), exception == nil else { throw fault(exception) }
    return try member(name, of: object)
  }

  private func stringText(_ value: JSValueRef) throws(ScriptFault) -> String {
    // Asked for by a function of the engine: a text put together from parts is not copied for it.
    let length = JSValueToNumber(context, try call(home.lengthOf, value), nil)
    guard length <= Double(configuration.limits.valueSize) else {
      throw ScriptFault(.sizeLimit, "the text is too long")
    }
    guard let text = JSValueToStringCopy(context, value, nil) else { throw fault(nil) }
    return EngineString.take(text)
  }

  /// Takes a string over.
  func bounded(_ string: JSStringRef) throws(ScriptFault) -> String {
    guard JSStringGetLength(string) <= configuration.limits.valueSize else {
      JSStringRelease(string)
      throw ScriptFault(.sizeLimit, "the text is too long")
    }
    return EngineString.take(string)
  }

  private func bigNumber(_ value: JSValueRef) throws(ScriptFault) -> Double {
    guard let text = JSValueToStringCopy(context, value, nil) else { throw fault(nil) }
    return Double(try bounded(text)) ?? .nan
  }
}
