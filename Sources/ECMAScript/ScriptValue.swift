/// A live ECMAScript value. Objects stay in the context that made them.
public enum ScriptValue {
  case undefined
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  /// An object, array or function.
  case object(any ScriptObject)

  public var isUndefined: Bool {
    if case .undefined = self { true } else { false }
  }
}

/// A reference to an object inside a context; the object lives at least as long as the reference.
public protocol ScriptObject: AnyObject {}
