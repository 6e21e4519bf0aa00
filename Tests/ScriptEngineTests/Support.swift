import CallInterface
import ECMAScript
import ScriptEngine

/// A call's context with its usual scopes, for the time of a test's closure on the lane.
struct Call {
  let context: DeferredContext
  let session: ScriptScope
  let application: ScriptScope
  let document: ScriptScope
  let dialog: ScriptScope
  let anonymous: ScriptScope

  init(on lane: ScriptLane, _ configuration: ScriptConfiguration = ScriptConfiguration()) throws {
    context = try lane.makeContext(configuration)
    session = try context.openScope(named: "session", inside: nil)
    application = try context.openScope(named: "application", inside: session)
    document = try context.openScope(named: "document", inside: application)
    dialog = try context.openScope(named: "dialog", inside: document)
    anonymous = try context.openScope(named: nil, inside: dialog)
  }

  /// The plain value of an expression in the innermost scope.
  func data(_ expression: String) throws -> DataValue {
    try context.export(try context.evaluate(expression, in: anonymous))
  }

  func text(_ expression: String) throws -> String {
    try context.text(try context.evaluate(expression, in: anonymous))
  }

  /// The fault of an expression; `nil` if it has a value.
  func fault(_ expression: String) -> ScriptFault? {
    fault { _ = try context.evaluate(expression, in: anonymous) }
  }

  func fault(_ body: () throws -> Void) -> ScriptFault? {
    do {
      try body()
      return nil
    } catch {
      return error as? ScriptFault
    }
  }

  func kind(_ expression: String) -> ScriptFault.Kind? { fault(expression)?.kind }

  func run(_ script: String, in scope: ScriptScope? = nil) throws {
    try context.run(script, in: scope ?? document)
  }
}

/// Runs a test's body with a fresh call on a lane of its own.
func withCall<T: Sendable>(
  _ configuration: ScriptConfiguration = ScriptConfiguration(), _ body: @escaping @Sendable (Call) throws -> T
) async throws -> T {
  let lane = try ScriptLane()
  return try await lane.run { try body(try Call(on: lane, configuration)) }
}
