public import CallInterface
public import FlowDocument

/// Makes the script contexts of calls.
public protocol ScriptContextMaking: Sendable {
  associatedtype Context: ScriptContext
  /// A fresh context with nothing in it. Must be called where its call runs.
  func makeContext(_ configuration: ScriptConfiguration) throws(ScriptFault) -> Context
}

/// What a context may know of the world: all of it comes from the call.
public struct ScriptConfiguration: Hashable, Sendable {
  /// Offset of local time from UTC in seconds, for `Date`.
  public var utcOffset: Int
  /// Seed of `Math.random`.
  public var seed: UInt64
  public var limits: ScriptLimits

  public init(utcOffset: Int = 0, seed: UInt64 = 1, limits: ScriptLimits = ScriptLimits()) {
    self.utcOffset = utcOffset
    self.seed = seed
    self.limits = limits
  }
}

public struct ScriptLimits: Hashable, Sendable {
  /// Longest time one evaluation may take.
  public var time: Duration
  /// Growth of memory that one evaluation may cause, in bytes.
  public var memory: Int
  /// Longest string, in UTF-16 units, and most elements that may leave an evaluation.
  public var valueSize: Int

  public init(time: Duration = .milliseconds(500), memory: Int = 32 << 20, valueSize: Int = 1 << 20) {
    self.time = time
    self.memory = memory
    self.valueSize = valueSize
  }
}

/// A variable scope of a context.
public struct ScriptScope: Hashable, Sendable {
  public let id: Int

  public init(id: Int) {
    self.id = id
  }
}

/// One call's ECMAScript: scopes of variables, and evaluation in them (VoiceXML 2.0 §5.1). Confined to the call that
/// owns it: not `Sendable`, never used by two tasks at once. Every expression sees its scope and all scopes around it.
public protocol ScriptContext: AnyObject {
  /// The call's present time in milliseconds since 1970-01-01T00:00:00Z; what `Date` tells.
  var now: Int64 { get set }

  // MARK: Scopes

  /// Opens a scope inside another (`nil`: inside nothing). With a name, the scope is reachable by it as an object:
  /// `session`, `application`, `document`, `dialog`.
  func openScope(named name: String?, inside parent: ScriptScope?) throws(ScriptFault) -> ScriptScope
  /// Gives `scope`'s object a further name in it: `application` where the document is its own root.
  func alias(_ scope: ScriptScope, as name: String)
  /// Forgets a scope; closures that captured it keep it alive.
  func closeScope(_ scope: ScriptScope)

  // MARK: Variables

  /// Declares names in a scope with the value undefined; one that exists there keeps its value.
  func declare(_ names: [String], in scope: ScriptScope) throws(ScriptFault)
  /// Declares or overwrites a variable of the scope.
  func set(_ name: String, to value: ScriptValue, in scope: ScriptScope) throws(ScriptFault)
  /// Assigns to a variable where it is declared, or to a property of an object (`document.x`, `a.b.c`, `a['b']`).
  /// Fails if the variable, or the property of a scope object, was never declared, or cannot be written.
  func assign(_ target: String, to value: ScriptValue, in scope: ScriptScope) throws(ScriptFault)
  /// The value of a variable declared in this very scope; `nil` where it is not declared there.
  func variable(_ name: String, in scope: ScriptScope) -> ScriptValue?
  /// Whether the name is visible in the scope or around it. A dotted name is visible if its last part exists.
  func isDeclared(_ name: String, in scope: ScriptScope) -> Bool

  // MARK: Evaluation

  func evaluate(_ expression: String, in scope: ScriptScope) throws(ScriptFault) -> ScriptValue
  /// Evaluates and converts by ToBoolean.
  func condition(_ expression: String, in scope: ScriptScope) throws(ScriptFault) -> Bool
  /// Runs a `script`: its declarations become variables of the scope (§5.3.12).
  func run(_ script: String, in scope: ScriptScope) throws(ScriptFault)

  // MARK: Values

  /// ToString.
  func text(_ value: ScriptValue) throws(ScriptFault) -> String
  /// A copy as plain data; functions become undefined, cycles are a fault.
  func export(_ value: ScriptValue) throws(ScriptFault) -> DataValue
  /// Plain data as a fresh value; `frozen` makes it deeply read-only.
  func value(_ data: DataValue, frozen: Bool) throws(ScriptFault) -> ScriptValue
  /// The elements of an array, in index order; a fault if it is none.
  func elements(of array: ScriptValue) throws(ScriptFault) -> [ScriptValue]
  /// A property of an object by name; undefined where the value is no object or has none.
  func property(_ name: String, of value: ScriptValue) throws(ScriptFault) -> ScriptValue
  /// A fresh object with these properties, in order.
  func makeObject(_ members: [(String, ScriptValue)]) throws(ScriptFault) -> ScriptValue
  /// A read-only DOM (VoiceXML 2.1 appendix D).
  func makeDocument(_ tree: XMLTree) throws(ScriptFault) -> ScriptValue
  /// Collects what is no longer used; called at document transitions.
  func collectGarbage()
}
