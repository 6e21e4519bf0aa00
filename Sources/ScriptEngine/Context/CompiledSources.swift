import CJavaScriptCore
import ECMAScript

/// The functions compiled for this context's expressions. Holds the recently used ones; the others are the garbage
/// collector's.
struct CompiledSources {
  struct Key: Hashable {
    let text: String
    /// How many scopes it sees.
    let depth: Int
  }
  enum Compiled {
    case expression(JSObjectRef)
    /// Statements; their completion value counts.
    case statements(String)
  }

  private static let generation = 256
  private let context: JSGlobalContextRef
  private var recent: [Key: Compiled] = [:]
  private var older: [Key: Compiled] = [:]
  private var runners: [Int: JSObjectRef] = [:]

  init(context: JSGlobalContextRef) {
    self.context = context
  }

  /// What runs this expression; compiled if need be. Throws `syntax` or `forbidden`.
  mutating func expression(_ text: String, depth: Int) throws(ScriptFault) -> Compiled {
    let key = Key(text: text, depth: depth)
    if let found = recent[key] { return found }
    let compiled: Compiled
    if let found = older.removeValue(forKey: key) {
      compiled = found
    } else {
      compiled = try compile(text, depth: depth)
      if case .expression(let function) = compiled { JSValueProtect(context, function) }
    }
    if recent.count >= Self.generation {
      for case .expression(let function) in older.values { JSValueUnprotect(context, function) }
      older = recent
      recent = [:]
    }
    recent[key] = compiled
    return compiled
  }

  /// A function that evaluates its first argument in the scopes that follow.
  mutating func runner(depth: Int) throws(ScriptFault) -> JSObjectRef {
    if let runner = runners[depth] { return runner }
    let source = "(function(__source,\(parameters(depth))){\(nesting(depth)){return eval(__source)}})"
    let runner = try evaluate(source)
    JSValueProtect(context, runner)
    runners[depth] = runner
    return runner
  }

  /// Everything that is protected, to be let go of.
  var held: [JSObjectRef] {
    let functions = [recent.values, older.values].joined().compactMap { compiled -> JSObjectRef? in
      if case .expression(let function) = compiled { function } else { nil }
    }
    return functions + runners.values
  }

  private func compile(_ text: String, depth: Int) throws(ScriptFault) -> Compiled {
    let prepared = try SourceRules.prepare(text)
    // In brackets, so that what closes the function's brackets early is no expression.
    do {
      try SyntaxCheck.check("[\(prepared)\n]", in: context)
      // `arguments` as a parameter hides the real ones.
      return .expression(
        try evaluate("(function(\(parameters(depth)),arguments){\(nesting(depth)){return(\(prepared)\n)}})"))
    } catch {
      try SyntaxCheck.check(prepared, in: context)
      // An empty one is no expression, however empty programs may be.
      guard !SourceTokens(prepared).tokens.isEmpty else { throw ScriptFault(.syntax, "the expression is empty") }
      return .statements(prepared)
    }
  }

  private func parameters(_ depth: Int) -> String {
    (0..<depth).map { "__scope\($0)" }.joined(separator: ",")
  }

  private func nesting(_ depth: Int) -> String {
    (0..<depth).map { "with(__scope\($0))" }.joined()
  }

  private func evaluate(_ source: String) throws(ScriptFault) -> JSObjectRef {
    var exception: JSValueRef?
    let function = EngineString.lend(source) { source in
      EngineString.lend(Prelude.flowName) { JSEvaluateScript(context, source, nil, $0, 1, &exception) }
    }
    guard let function, exception == nil else { throw SyntaxCheck.fault(exception, in: context) }
    return function
  }
}
