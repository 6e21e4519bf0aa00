import CJavaScriptCore
import ECMAScript

/// The engine of one lane: its heap and compiled code, shared by the contexts of the lane.
///
/// `@unchecked Sendable`: everything but `population` is only touched on the lane's thread (`ScriptLane.makeContext` and
/// the contexts check that, releases are queued there); `population` is atomic.
final class VirtualMachine: @unchecked Sendable {
  /// A collection costs as much as a few contexts; those not yet collected hold about 0.1 MB each.
  private static let leastCollected = 128

  /// Calls of the lane, whether they have a context of the engine or not.
  let population = Counter()
  let watch = EvaluationWatch()
  private var started: JSContextGroupRef?
  private var planner: ScriptPlanner?
  private var madeHome: HomeContext?
  private var madeRealmScript: JSScriptRef?
  private(set) var contexts = 0
  /// Contexts released, and collections asked for, since the last full collection.
  private var released = 0
  private var requests = 0

  /// The engine, started when first asked for.
  func group() throws(ScriptFault) -> JSContextGroupRef {
    if let started { return started }
    guard EngineOptions.areSet, let group = JSContextGroupCreate() else {
      throw ScriptFault(.engine, "JavaScriptCore could not be started")
    }
    started = group
    watch.start(group)
    return group
  }

  /// The platform's own context.
  func home() throws(ScriptFault) -> HomeContext {
    if let madeHome { return madeHome }
    let home = try HomeContext(group: try group())
    madeHome = home
    return home
  }

  /// `Prelude.realm`, parsed once for all calls of the lane.
  func realmScript() throws(ScriptFault) -> JSScriptRef {
    if let madeRealmScript { return madeRealmScript }
    let script = try EngineCalls.prepare(Prelude.realm, for: try group())
    madeRealmScript = script
    return script
  }

  /// What scripts declare, found out once for all calls of the lane.
  func plan(_ script: String) throws(ScriptFault) -> ScriptPlan {
    if let planner { return try planner.plan(script) }
    let planner = try ScriptPlanner(group: try group(), watch: watch)
    self.planner = planner
    return try planner.plan(script)
  }

  /// To be called for each context made.
  func add() {
    population.add(1)
    contexts += 1
  }

  func release(_ context: JSGlobalContextRef) {
    population.add(-1)
    contexts -= 1
    released += 1
    if released >= max(Self.leastCollected, contexts / 2) { collect(context) }
    JSGlobalContextRelease(context)
  }

  /// A full collection walks the whole lane, so it is only done once as many calls asked for it as there are contexts.
  func collectGarbage(for context: JSContextRef) {
    requests += 1
    if requests >= contexts { collect(context) }
  }

  private func collect(_ context: JSContextRef) {
    released = 0
    requests = 0
    JSSynchronousGarbageCollectForDebugging(context)
  }

  /// After the last context is gone.
  func shutDown() {
    planner = nil
    madeHome = nil
    if let madeRealmScript { JSScriptRelease(madeRealmScript) }
    madeRealmScript = nil
    if let started {
      watch.stop(started)
      JSContextGroupRelease(started)
    }
    started = nil
  }
}

/// Options of the whole process, set before its first engine.
private enum EngineOptions {
  static let areSet: Bool = {
    // No flow may use WebAssembly; an engine that does not know the option has another name for it and hides it too.
    _ = jsc_options_set_boolean("useWasm", 0)
    // The next call needs what the last one gave back: not to the system and from it again at each call.
    attendant_keep_freed_memory(10_000_000_000)
    // Without a JIT an engine starts three times as fast and needs no writable code.
    return jsc_options_set_boolean("useJIT", 0) != 0
  }()
}
