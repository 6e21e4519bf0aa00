import CJavaScriptCore
import ECMAScript

/// The global object's class, and the natives of the prelude.
enum GlobalObject {
  /// Refuses to create or overwrite globals: what looks like a variable was never declared.
  /// Made once, then only read.
  nonisolated(unsafe) static let description: JSClassRef? = {
    var definition = kJSClassDefinitionEmpty
    definition.setProperty = { context, _, name, _, exception in
      guard let context, let name, let owner = owner(of: context), owner.isGuarded else { return false }
      exception?.pointee = owner.undeclared(name)
      return true
    }
    return JSClassCreate(&definition)
  }()

  /// Functions that the prelude is given, by name.
  static func makeNatives(in context: JSContextRef) -> JSObjectRef? {
    let natives = JSObjectMake(context, nil, nil)
    func add(_ name: String, _ function: JSObjectCallAsFunctionCallback) {
      EngineString.lend(name) { name in
        JSObjectSetProperty(context, natives, name, JSObjectMakeFunctionWithCallback(context, name, function), 0, nil)
      }
    }
    add("now") { context, _, _, _, _, _ in
      guard let context else { return nil }
      return JSValueMakeNumber(context, Double(owner(of: context)?.now ?? 0))
    }
    add("random") { context, _, _, _, _, _ in
      guard let context else { return nil }
      return JSValueMakeNumber(context, owner(of: context)?.random.next() ?? 0)
    }
    add("ticks") { context, _, _, _, _, _ in
      guard let context else { return nil }
      return JSValueMakeNumber(context, Double(ProcessorTime.ofThread()) / 1e6)
    }
    // The text as it may be evaluated; null if it is refused.
    add("inspect") { context, _, _, count, arguments, _ in
      guard let context else { return nil }
      guard count > 0, let argument = arguments?[0], let text = JSValueToStringCopy(context, argument, nil) else {
        return JSValueMakeNull(context)
      }
      do {
        let source = EngineString.take(text)
        let prepared = try SourceRules.prepare(source)
        return prepared == source ? argument : EngineString.lend(prepared) { JSValueMakeString(context, $0) }
      } catch {
        return JSValueMakeNull(context)
      }
    }
    return natives
  }
}

/// The context that a call-back belongs to.
private func owner(of context: JSContextRef) -> JavaScriptContext? {
  guard let pointer = JSObjectGetPrivate(JSContextGetGlobalObject(context)) else { return nil }
  return Unmanaged<JavaScriptContext>.fromOpaque(pointer).takeUnretainedValue()
}

/// Numbers for `Math.random`, the same for the same seed (SplitMix64).
struct SeededRandom {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// From 0 up to, not including, 1.
  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    word ^= word >> 31
    return Double(word >> 11) * 0x1p-53
  }
}
