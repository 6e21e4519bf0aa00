import CJavaScriptCore
public import ECMAScript

/// A call's ECMAScript on JavaScriptCore. Confined to its lane, which every use checks.
///
/// - Scopes are objects without a prototype, nested by `with`; an expression is compiled once for its text and the number
///   of scopes around it, as a function of those scopes.
/// - A script's declarations become variables of its scope; `let`, `const` and `class` at its top do too.
/// - `Date`, `Math.random`, `Intl` and the default language depend on the call's configuration only.
/// - Promises, `async`, typed arrays and WebAssembly do not exist.
/// - A fault leaves the context usable. Limits on time are counted in processor time, to the next 10 ms.
public final class JavaScriptContext: ScriptContext {
  public var now: Int64 = 0

  let lane: ScriptLane
  let configuration: ScriptConfiguration
  let context: JSGlobalContextRef
  let helpers: PreludeHelpers
  var random: SeededRandom
  var scopes: [Int: VariableScope] = [:]
  var nextScope = 0
  var compiled: CompiledSources
  /// Assignment to a name that nobody declared is refused; off while the prelude runs.
  var isGuarded = false
  /// Makes the DOM of `data`; loaded when first needed.
  var documentMaker: JSObjectRef?

  init(lane: ScriptLane, configuration: ScriptConfiguration) throws(ScriptFault) {
    let group = try lane.machine.group()
    guard let context = JSGlobalContextCreateInGroup(group, GlobalObject.description) else {
      throw ScriptFault(.engine, "JavaScriptCore could not make a context")
    }
    self.lane = lane
    self.configuration = configuration
    self.context = context
    random = SeededRandom(seed: configuration.seed)
    compiled = CompiledSources(context: context)
    do {
      helpers = try lane.machine.watch.guarded(ScriptLimits(time: .seconds(10))) { () throws(ScriptFault) in
        try PreludeHelpers(context: context, configuration: configuration)
      }
    } catch {
      JSGlobalContextRelease(context)
      throw error
    }
    lane.machine.population.add(1)
    JSObjectSetPrivate(JSContextGetGlobalObject(context), Unmanaged.passUnretained(self).toOpaque())
    isGuarded = true
  }

  deinit {
    let handle = EngineHandle(context: context, object: helpers.root)
    lane.release { machine in
      JSObjectSetPrivate(JSContextGetGlobalObject(handle.context), nil)
      machine.release(handle.context)
    }
  }

  public func collectGarbage() {
    checkLane()
    lane.machine.collectGarbage(for: context)
  }

  func checkLane() {
    precondition(lane.isCurrent, "a script context was used outside its lane")
  }
}
