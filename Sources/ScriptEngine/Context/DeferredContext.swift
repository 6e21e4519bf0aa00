public import CallInterface
public import ECMAScript
public import FlowDocument

/// A call's ECMAScript, without an engine until something needs one: a call of plain menus never does, and a context of
/// the engine takes more time and memory than all the rest of such a call. Until then scopes and what is declared in them
/// are kept here; after that everything is the engine's.
public final class DeferredContext: ScriptContext {
  public var now: Int64 = 0 {
    didSet { started?.now = now }
  }

  private let lane: ScriptLane
  private let configuration: ScriptConfiguration
  private var started: JavaScriptContext?
  private var drafts: [Int: DraftScope] = [:]
  private var nextScope = 0

  init(lane: ScriptLane, configuration: ScriptConfiguration) {
    self.lane = lane
    self.configuration = configuration
    lane.machine.population.add(1)
  }

  deinit {
    if started == nil { lane.machine.population.add(-1) }
  }

  /// The engine's context, with all that was declared so far.
  private func engine() throws(ScriptFault) -> JavaScriptContext {
    if let started { return started }
    checkLane()
    let context = try JavaScriptContext(lane: lane, configuration: configuration)
    context.now = now
    try context.takeOver(drafts.values.sorted { $0.id < $1.id }, nextScope: nextScope)
    drafts = [:]
    started = context
    // It is counted by itself now.
    lane.machine.population.add(-1)
    return context
  }

  private func draft(_ scope: ScriptScope) throws(ScriptFault) -> DraftScope {
    guard let draft = drafts[scope.id] else { throw JavaScriptContext.closedScope }
    return draft
  }

  private func checkLane() {
    precondition(lane.isCurrent, "a script context was used outside its lane")
  }

  // MARK: Scopes

  public func openScope(named name: String?, inside parent: ScriptScope?) throws(ScriptFault) -> ScriptScope {
    if let started { return try started.openScope(named: name, inside: parent) }
    checkLane()
    let around: DraftScope?
    if let parent { around = try draft(parent) } else { around = nil }
    let scope = ScriptScope(id: nextScope)
    nextScope += 1
    drafts[scope.id] = DraftScope(id: scope.id, name: name, parent: around)
    return scope
  }

  public func alias(_ scope: ScriptScope, as name: String) {
    if let started { return started.alias(scope, as: name) }
    checkLane()
    guard let draft = drafts[scope.id], !draft.alias(as: name) else { return }
    do { try engine().alias(scope, as: name) } catch {
      // Without an engine nothing can see the name; what needs one next says why there is none.
    }
  }

  public func closeScope(_ scope: ScriptScope) {
    if let started { return started.closeScope(scope) }
    checkLane()
    drafts[scope.id] = nil
  }

  // MARK: Variables

  public func declare(_ names: [String], in scope: ScriptScope) throws(ScriptFault) {
    if let started { return try started.declare(names, in: scope) }
    checkLane()
    let draft = try draft(scope)
    for name in names { try JavaScriptContext.checkName(name) }
    for name in names { draft.declare(name) }
  }

  public func set(_ name: String, to value: ScriptValue, in scope: ScriptScope) throws(ScriptFault) {
    if started != nil || value.isObject { return try engine().set(name, to: value, in: scope) }
    checkLane()
    let draft = try draft(scope)
    try JavaScriptContext.checkName(name)
    draft.write(name, value)
  }

  public func assign(_ target: String, to value: ScriptValue, in scope: ScriptScope) throws(ScriptFault) {
    try engine().assign(target, to: value, in: scope)
  }

  public func variable(_ name: String, in scope: ScriptScope) -> ScriptValue? {
    if started == nil {
      checkLane()
      switch drafts[scope.id]?[name] {
      case nil: return nil
      case .variable(let value): return value
      case .itself: break
      }
    }
    do { return try engine().variable(name, in: scope) } catch { return .undefined }
  }

  public func isDeclared(_ name: String, in scope: ScriptScope) -> Bool {
    if started == nil {
      checkLane()
      guard let draft = drafts[scope.id] else { return false }
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      guard let first = parts.first, draft.sees(String(first)) else { return false }
      if parts.count == 1 { return true }
    }
    do { return try engine().isDeclared(name, in: scope) } catch { return false }
  }

  // MARK: Evaluation

  public func evaluate(_ expression: String, in scope: ScriptScope) throws(ScriptFault) -> ScriptValue {
    try engine().evaluate(expression, in: scope)
  }

  public func condition(_ expression: String, in scope: ScriptScope) throws(ScriptFault) -> Bool {
    try engine().condition(expression, in: scope)
  }

  public func run(_ script: String, in scope: ScriptScope) throws(ScriptFault) {
    try engine().run(script, in: scope)
  }

  // MARK: Values

  public func text(_ value: ScriptValue) throws(ScriptFault) -> String {
    if let text = value.plainText { return text }
    return try engine().text(value)
  }

  public func export(_ value: ScriptValue) throws(ScriptFault) -> DataValue {
    if let data = value.plainData { return data }
    return try engine().export(value)
  }

  public func value(_ data: DataValue, frozen: Bool) throws(ScriptFault) -> ScriptValue {
    if let value = ScriptValue(plain: data) { return value }
    return try engine().value(data, frozen: frozen)
  }

  public func elements(of array: ScriptValue) throws(ScriptFault) -> [ScriptValue] {
    try engine().elements(of: array)
  }

  public func property(_ name: String, of value: ScriptValue) throws(ScriptFault) -> ScriptValue {
    guard value.isObject else { return .undefined }
    return try engine().property(name, of: value)
  }

  public func makeObject(_ members: [(String, ScriptValue)]) throws(ScriptFault) -> ScriptValue {
    try engine().makeObject(members)
  }

  public func makeDocument(_ tree: XMLTree) throws(ScriptFault) -> ScriptValue {
    try engine().makeDocument(tree)
  }

  public func collectGarbage() {
    started?.collectGarbage()
  }
}
