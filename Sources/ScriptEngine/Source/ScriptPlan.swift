import CJavaScriptCore
import ECMAScript

/// A script made ready to run.
struct ScriptPlan {
  /// What the engine runs, with the hand-over of the functions in front.
  let source: String
  /// Declared names; functions exist before the script's first statement.
  let variables: [String]
  let functions: [String]
}

/// Finds out what scripts declare, by letting the engine hoist their declarations in a context of its own where nothing
/// of a script ever runs. What it found serves every call of the lane.
final class ScriptPlanner {
  let context: JSGlobalContextRef
  private let watch: EvaluationWatch
  private let probe: JSObjectRef
  private var plans: [String: ScriptPlan] = [:]
  private var planned = 0
  /// In bytes of source.
  private static let capacity = 4 << 20

  /// The global object is emptied first, so that a script's `var Date` is seen as well.
  private static let probeSource = """
    (function () {
      const G = globalThis, run = eval, names = Object.getOwnPropertyNames, drop = Reflect.deleteProperty;
      for (const name of names(G)) drop(G, name);
      const known = names(G);
      return function (source) {
        try { run('throw 0;' + source); } catch (error) { if (error !== 0) throw error; }
        const variables = [], functions = [], all = names(G);
        for (let i = 0; i < all.length; i++) {
          const name = all[i];
          if (known.includes(name)) continue;
          (typeof G[name] === 'function' ? functions : variables).push(name);
          drop(G, name);
        }
        return variables.join(' ') + '|' + functions.join(' ');
      };
    })()
    """

  init(group: JSContextGroupRef, watch: EvaluationWatch) throws(ScriptFault) {
    guard let context = JSGlobalContextCreateInGroup(group, nil) else {
      throw ScriptFault(.engine, "JavaScriptCore could not make a context")
    }
    var exception: JSValueRef?
    let probe = EngineString.lend(Self.probeSource) { JSEvaluateScript(context, $0, nil, nil, 1, &exception) }
    guard let probe, exception == nil else {
      JSGlobalContextRelease(context)
      throw ScriptFault(.engine, "the planner of scripts could not be started")
    }
    JSValueProtect(context, probe)
    self.context = context
    self.probe = probe
    self.watch = watch
  }

  deinit {
    JSValueUnprotect(context, probe)
    JSGlobalContextRelease(context)
  }

  /// Throws `syntax`, or `forbidden` for what is refused.
  func plan(_ script: String) throws(ScriptFault) -> ScriptPlan {
    if let plan = plans[script] { return plan }
    let source = try SourceRules.prepareScript(script)
    try SyntaxCheck.check(source, in: context)
    let (variables, functions) = try declarations(source)
    if (variables + functions).contains("eval") { throw ScriptFault(.forbidden, "'eval' cannot be declared") }
    // A statement in front: functions are handed over, and a script cannot make itself strict, which would keep its
    // variables from its scope.
    let start = functions.isEmpty ? "" : "__hook(\(functions.joined(separator: ",")))"
    let plan = ScriptPlan(source: start + ";" + source, variables: variables, functions: functions)
    planned += script.utf8.count
    if planned > Self.capacity {
      plans = [:]
      planned = script.utf8.count
    }
    plans[script] = plan
    return plan
  }

  private func declarations(_ source: String) throws(ScriptFault) -> ([String], [String]) {
    try watch.guarded(ScriptLimits()) { () throws(ScriptFault) in
      var argument = EngineString.lend(source) { JSValueMakeString(context, $0) }
      var exception: JSValueRef?
      let result = JSObjectCallAsFunction(context, probe, nil, 1, &argument, &exception)
      if let stopped = watch.stopped { throw stopped }
      guard exception == nil, let result, let list = JSValueToStringCopy(context, result, nil) else {
        let reason = exception.flatMap { JSValueToStringCopy(context, $0, nil) }.map { EngineString.take($0) }
        throw ScriptFault(.syntax, reason ?? "the script cannot be read")
      }
      let parts = EngineString.take(list).split(separator: "|", omittingEmptySubsequences: false)
      let lists = parts.map { $0.split(separator: " ").map(String.init) }
      return lists.count == 2 ? (lists[0], lists[1]) : ([], [])
    }
  }
}
