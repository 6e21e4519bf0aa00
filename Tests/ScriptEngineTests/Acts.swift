import CallInterface
import ECMAScript
import ScriptEngine

/// Something that can be asked of a context before it has an engine.
enum Act {
  /// Scopes are counted in the order in which they were opened; a context's own five come first.
  case open(name: String?, inside: Int)
  case close(Int)
  case alias(Int, as: String)
  case declare([String], in: Int)
  case set(String, to: ScriptValue, in: Int)
  case assign(String, to: ScriptValue, in: Int)
  case read(String, in: Int)
  case seen(String, in: Int)

  private static let names = [
    "a", "b", "application", "document", "mine", "变量", "é", "e\u{301}", "toString", "__proto__", "", "1x",
  ]
  /// Of scopes: those of the standard are plain.
  private static let scopeNames = ["a", "application", "document", "mine", "toString", "__proto__"]
  private static let paths = ["a", "b", "mine", "document.a", "application.b", "mine.a.b", "a.", ".", "", "toString"]
  private static var values: [ScriptValue] {
    [
      .undefined, .null, .boolean(true), .number(-0.0), .number(.nan), .number(2.5), .string(""), .string("五"),
    ]
  }

  init(from random: inout SeededRandom) {
    func below(_ bound: Int) -> Int { Int(random.next() * Double(bound)) }
    let scope = below(8), name = Self.names[below(Self.names.count)], value = Self.values[below(Self.values.count)]
    let scopeName = Self.scopeNames[below(Self.scopeNames.count)]
    self =
      switch below(below(3) == 0 ? 6 : 3) {
      case 0: .set(name, to: value, in: scope)
      case 1: below(2) == 0 ? .read(name, in: scope) : .seen(Self.paths[below(Self.paths.count)], in: scope)
      case 2: .declare([name, "b"], in: scope)
      case 3: .open(name: below(2) == 0 ? scopeName : nil, inside: scope)
      case 4:
        below(2) == 0
          ? .alias(scope, as: scopeName) : .assign(Self.paths[below(Self.paths.count)], to: value, in: scope)
      default: .close(5 + below(6))
      }
  }
}

/// A call's context, its scopes in the order of their opening, and what comes of acts.
final class Acts {
  let call: Call
  private var scopes: [ScriptScope]

  init(_ call: Call) {
    self.call = call
    scopes = [call.session, call.application, call.document, call.dialog, call.anonymous]
  }

  /// What came of it, in words: a value, or the kind of fault and its message.
  func `do`(_ act: Act) -> String {
    do { return try result(of: act) } catch { return "\(error)" }
  }

  private func result(of act: Act) throws -> String {
    let context = call.context
    switch act {
    case .open(let name, let parent): scopes.append(try context.openScope(named: name, inside: scope(parent)))
    case .close(let number): context.closeScope(scope(number))
    case .alias(let number, let name): context.alias(scope(number), as: name)
    case .declare(let names, let number): try context.declare(names, in: scope(number))
    case .set(let name, let value, let number): try context.set(name, to: value, in: scope(number))
    case .assign(let target, let value, let number): try context.assign(target, to: value, in: scope(number))
    case .read(let name, let number): return try context.variable(name, in: scope(number)).map(words) ?? "none"
    case .seen(let name, let number): return "\(context.isDeclared(name, in: scope(number)))"
    }
    return "done"
  }

  /// One that was never opened is closed.
  private func scope(_ number: Int) -> ScriptScope { number < scopes.count ? scopes[number] : ScriptScope(id: 1000) }

  private func words(_ value: ScriptValue) throws -> String {
    if case .object = value { "an object" } else { "\(try call.context.export(value))" }
  }

  /// All that expressions can see in each scope.
  func everything() -> [String] {
    let probe = """
      (function (seen) {
        for (var name of ['a', 'b', 'session', 'application', 'document', 'dialog', 'mine', '变量', 'é', 'e\\u0301']) {
          try {
            var value = eval(name);
            seen.push(name, typeof value, Object.is(value, -0), value !== null && typeof value === 'object'
              ? Object.getOwnPropertyNames(value).join() + Object.keys(value).join() : String(value));
          } catch (error) { seen.push(name, error.name) }
        }
        return seen.join(' ')
      })([])
      """
    return scopes.map { scope in
      do { return try call.context.text(try call.context.evaluate(probe, in: scope)) } catch { return "\(error)" }
    }
  }
}
