import CallInterface
import ECMAScript
import FlowDocument

/// A value, and whose secret may be in it.
struct TrackedValue {
  let value: ScriptValue
  /// The secure variable that it came of; `nil` where it is no secret.
  let culprit: String?

  var isSecret: Bool { culprit != nil }
}

/// Secrets followed through expressions. Whoever asks for a value by `evaluate` or `text` gets none that is secret: only
/// those who know what to do with a secret ask by `tracked`.
extension Interpreter {
  /// The scopes that expressions see now, the innermost first.
  var visibleScopes: [ScriptScope] {
    guard !contexts.isEmpty else { return [sessionScope] }
    return [context.execution?.scope, context.dialog.scope, context.documentScope, context.applicationScope]
      .compactMap(\.self) + [sessionScope]
  }

  /// A secret that a source may read now; `nil` where it reads none.
  mutating func culprit(in source: String) -> String? {
    secrets.names.isEmpty ? nil : secrets.names.culprit(in: source, visibleScopes)
  }

  mutating func tracked(_ expression: Expression) throws(ScriptFault) -> TrackedValue {
    let scope = try scope()
    guard let culprit = culprit(in: expression.source) else {
      return TrackedValue(value: try script.evaluate(expression.source, in: scope), culprit: nil)
    }
    do throws(ScriptFault) {
      let value = try script.evaluate(expression.source, in: scope)
      spread(expression.source)
      return TrackedValue(value: value, culprit: culprit)
    } catch {
      spread(expression.source)
      throw Self.withheld(error, culprit)
    }
  }

  /// `error.semantic` where a secret would leave by a way that is not for it.
  static func refusal(_ culprit: String, _ way: String = "this leaves the call") -> ScriptFault {
    ScriptFault(.forbidden, "'\(culprit)' is secure: it may only be sent by POST, and \(way)")
  }

  /// A fault that may quote a secret, without its words.
  static func withheld(_ fault: ScriptFault, _ culprit: String) -> ScriptFault {
    ScriptFault(
      fault.kind, "it failed; the reason is not shown, because it reads '\(culprit)', which is secure", line: fault.line
    )
  }

  /// Marks where a source that read a secret may have left it.
  mutating func spread(_ source: String) {
    mark(secrets.names.stores(of: source, visibleScopes))
  }

  /// These variables hold a secret now.
  private mutating func mark(_ names: Set<String>) {
    // A name that no element declares is a script's own, and may be seen everywhere.
    for name in names { secrets.names.mark(name, in: home(of: name) ?? context.applicationScope) }
  }

  /// The scope in which a visible variable is declared.
  private func home(of name: String) -> ScriptScope? {
    visibleScopes.first { script.variable(name, in: $0) != nil }
  }

  // MARK: Variables

  /// After a variable of a scope got a value.
  mutating func note(_ name: String, is tracked: TrackedValue, from source: String?, in scope: ScriptScope) {
    if case .object = tracked.value, let source { secrets.names.noteObject(name, from: source, in: scope) }
    guard !secrets.names.isEmpty else { return }
    let isDeclared = secrets.names.isDeclared(name, in: scope) && !tracked.value.isUndefined
    if isDeclared { learn(tracked.value) }
    if tracked.isSecret || isDeclared {
      secrets.names.mark(name, in: scope)
    } else {
      secrets.names.unmark(name, in: scope)
    }
  }

  /// After an `assign` to a variable or to a part of its value.
  mutating func noteAssigned(_ target: String, _ tracked: TrackedValue, from source: String) {
    let isObject = if case .object = tracked.value { true } else { false }
    guard isObject || !secrets.names.isEmpty else { return }
    let parts = target.split(separator: ".", maxSplits: 1)
    let scopes: [String: ScriptScope] = [
      "application": context.applicationScope, "document": context.documentScope, "session": sessionScope,
      "dialog": context.dialog.scope ?? context.documentScope,
    ]
    if parts.count == 2, let scope = scopes[String(parts[0])], Self.isVariableName(String(parts[1])) {
      return note(String(parts[1]), is: tracked, from: source, in: scope)
    }
    if Self.isVariableName(target) {
      return note(target, is: tracked, from: source, in: home(of: target) ?? context.applicationScope)
    }
    // A part of an object: what was secret in it stays so.
    let assignment = "\(target) = \(source)"
    if tracked.isSecret {
      spread(assignment)
    } else if isObject, let base = SourceNames(assignment).stored.first, let scope = home(of: base) {
      secrets.names.noteObject(base, from: source, in: scope)
    }
  }

  /// Keeps the texts of a secret, to find them wherever they turn up.
  mutating func learn(_ value: ScriptValue) {
    do throws(ScriptFault) {
      // Of a recording the address is the secret, not its length.
      if let uri = try recordingURI(of: value) { return secrets.texts.learn(uri) }
      learn(try script.export(value))
    } catch {
      // No plain data: its parts have no texts of their own, and its name is followed all the same.
    }
  }

  mutating func learn(_ data: DataValue) {
    switch data {
    case .undefined, .null, .boolean: break
    case .number(let number):
      let isWhole = number == number.rounded() && abs(number) < 9e15
      secrets.texts.learn(isWhole ? "\(Int64(number))" : "\(number)")
    case .string(let text): secrets.texts.learn(text)
    case .array(let elements): for element in elements { learn(element) }
    case .object(let members): for member in members { learn(member.value) }
    }
  }

  // MARK: Scripts

  mutating func runTracked(_ text: String, in scope: ScriptScope) throws(ScriptFault) {
    let culprit = culprit(in: text)
    secrets.names.noteScript(text, in: scope)
    defer {
      if culprit != nil {
        for name in secrets.names.topLevel(of: text) { secrets.names.mark(name, in: home(of: name) ?? scope) }
        spread(text)
      }
    }
    do throws(ScriptFault) { try script.run(text, in: scope) } catch {
      throw culprit.map { Self.withheld(error, $0) } ?? error
    }
  }

  /// Forgets a scope, with what was secret in it.
  mutating func close(_ scope: ScriptScope) {
    secrets.names.forget(scope)
    script.closeScope(scope)
  }
}
