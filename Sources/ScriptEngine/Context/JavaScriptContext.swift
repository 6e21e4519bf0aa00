import CJavaScriptCore
import CallInterface
import ECMAScript

/// A call's ECMAScript on JavaScriptCore. Confined to its lane, which every use checks.
///
/// - Scopes are objects without a prototype, nested by `with`; an expression is compiled once for its text and the number
///   of scopes around it, as a function of those scopes.
/// - A script's declarations become variables of its scope; `let`, `const` and `class` at its top do too. A function
///   declared inside a block belongs to that block.
/// - `Date`, `Math.random`, `Intl` and the default language depend on the call's configuration only.
/// - Promises, `async`, typed arrays and WebAssembly do not exist.
/// - A fault leaves the context usable. Limits on time are counted in processor time, to the next 10 ms.
final class JavaScriptContext {
  var now: Int64 = 0

  let lane: ScriptLane
  let home: HomeContext
  let configuration: ScriptConfiguration
  let context: JSGlobalContextRef
  /// Fitted before the first source of the flow; most calls of plain menus never need it.
  var realm: RealmFunctions?
  var random: SeededRandom
  var scopes: [Int: VariableScope] = [:]
  var nextScope = 0
  var compiled: CompiledSources
  /// Off while the realm is fitted: the engine's own globals show, and globals may be written.
  var isGuarded = false
  /// A part of the prelude is loading.
  var isLoading = false
  /// The next look at `eval` gets the engine's own, for a call that sees local variables.
  var isEvalArmed = false
  var lazyGlobals: [LazyGlobal: JSObjectRef] = [:]
  /// The script that is about to start.
  var starting: StartingScript?
  /// Makes the DOM of `data`; loaded when first needed.
  var documentMaker: JSObjectRef?

  init(lane: ScriptLane, configuration: ScriptConfiguration) throws(ScriptFault) {
    let machine = lane.machine
    let group = try machine.group()
    let home = try machine.home()
    guard let context = JSGlobalContextCreateInGroup(group, GlobalObject.description) else {
      throw ScriptFault(.engine, "JavaScriptCore could not make a context")
    }
    // `toString` and the like would otherwise be variables that nobody declared.
    let global = JSContextGetGlobalObject(context)
    JSObjectSetPrototype(context, JSObjectGetPrototype(context, global), JSValueMakeNull(context))
    self.lane = lane
    self.home = home
    self.configuration = configuration
    self.context = context
    random = SeededRandom(seed: configuration.seed)
    compiled = CompiledSources(context: context)
    machine.add()
    JSObjectSetPrivate(global, Unmanaged.passUnretained(self).toOpaque())
    isGuarded = true
  }

  /// Puts the home's checks in place. To be called before any source of the flow is evaluated, inside `guarded`.
  func fitRealm() throws(ScriptFault) {
    guard realm == nil else { return }
    let script = try lane.machine.realmScript()
    isGuarded = false
    defer { isGuarded = true }
    realm = try RealmFunctions(context: context, script: script, home: home, memory: configuration.limits.memory)
  }

  deinit {
    var held = (realm.map { [$0.root] } ?? []) + compiled.held + Array(lazyGlobals.values) + scopeObjects
    if let documentMaker { held.append(documentMaker) }
    let handle = EngineHandle(context: context, objects: held)
    lane.release { machine in
      for object in handle.objects { JSValueUnprotect(handle.context, object) }
      JSObjectSetPrivate(JSContextGetGlobalObject(handle.context), nil)
      machine.release(handle.context)
    }
  }

  func collectGarbage() {
    checkLane()
    lane.machine.collectGarbage(for: context)
  }

  func checkLane() {
    precondition(lane.isCurrent, "a script context was used outside its lane")
  }
}
