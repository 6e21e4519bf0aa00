import ECMAScript
import FlowDocument
import Grammar

/// SISR 1.0: the value of a matched rule. Tags run in scopes of their own, out of reach of the flow's variables.
enum SemanticInterpretation {
  static func value(of match: RuleMatch, in script: any ScriptContext) throws(ScriptFault) -> ScriptValue {
    var globals: [Int: ScriptScope] = [:]
    defer { for scope in globals.values { script.closeScope(scope) } }
    return try evaluate(match, in: script, &globals)
  }

  private static func evaluate(
    _ match: RuleMatch, in script: any ScriptContext, _ globals: inout [Int: ScriptScope]
  ) throws(ScriptFault) -> ScriptValue {
    if match.grammar.tagFormat == "semantics/1.0-literals" { return try literal(match, in: script, &globals) }
    let global = try globalScope(of: match.grammar, in: script, &globals)
    let scope = try script.openScope(named: nil, inside: global)
    defer { script.closeScope(scope) }
    try script.set("out", to: try script.makeObject([]), in: scope)
    let rules = RuleValues(script: script)
    try script.run(RuleValues.prelude, in: scope)
    try script.assign("meta.current", to: try script.evaluate("_text(\(quoted(match.text)))", in: scope), in: scope)
    var hasTags = false
    var latest: ScriptValue?
    for part in match.parts {
      switch part {
      case .token:
        break
      case .rule(let inner):
        let value = try evaluate(inner, in: script, &globals)
        latest = value
        try rules.add(inner, value, in: scope)
      case .tag(let tag):
        hasTags = true
        try script.run(modern(tag.value), in: scope)
      }
    }
    if hasTags { return try script.evaluate("out", in: scope) }
    return latest ?? .string(match.text)
  }

  /// The last literal wins; without one, the last rule's value, else the text (SISR §3.1).
  private static func literal(
    _ match: RuleMatch, in script: any ScriptContext, _ globals: inout [Int: ScriptScope]
  ) throws(ScriptFault) -> ScriptValue {
    var value: ScriptValue?
    var isTagged = false
    for part in match.parts {
      switch part {
      case .token:
        break
      case .tag(let tag):
        value = .string(WhiteSpace.collapsed(tag.value))
        isTagged = true
      case .rule(let inner):
        let inner = try evaluate(inner, in: script, &globals)
        if !isTagged { value = inner }
      }
    }
    return value ?? .string(match.text)
  }

  private static func globalScope(
    of grammar: GrammarIdentity, in script: any ScriptContext, _ globals: inout [Int: ScriptScope]
  ) throws(ScriptFault) -> ScriptScope {
    if let scope = globals[grammar.index] { return scope }
    let scope = try script.openScope(named: nil, inside: nil)
    globals[grammar.index] = scope
    for tag in grammar.headTags { try script.run(tag.value, in: scope) }
    return scope
  }

  /// Tags of the time before SISR 1.0 write `$` for `out` (a widespread habit of real documents).
  static func modern(_ tag: String) -> String {
    guard tag.contains("$") else { return tag }
    var result = ""
    var previous: Character = " "
    for (index, character) in zip(tag.indices, tag) {
      let next = tag.index(after: index)
      let follows = next < tag.endIndex ? tag[next] : " "
      let isAlone = !isWordPart(previous) && previous != "$" && !isWordPart(follows) && follows != "$"
      result += character == "$" && isAlone ? "out" : String(character)
      previous = character
    }
    return result
  }

  private static func isWordPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\u{2028}": result += "\\u2028"
      case "\u{2029}": result += "\\u2029"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// `rules` and `meta` of a rule in evaluation (SISR §3.3).
private struct RuleValues {
  let script: any ScriptContext

  static let prelude = """
    var _latest, _latestMeta;
    function _text(text) { return function () { return { text: text, score: 1.0 } } }
    var rules = { latest: function () { return _latest } };
    var meta = { current: undefined, latest: function () { return _latestMeta } };
    """

  func add(_ match: RuleMatch, _ value: ScriptValue, in scope: ScriptScope) throws(ScriptFault) {
    let name = SemanticInterpretation.quoted(match.rule)
    try script.set("_latest", to: value, in: scope)
    try script.set(
      "_latestMeta",
      to: try script.evaluate("({ text: \(SemanticInterpretation.quoted(match.text)), score: 1.0 })", in: scope),
      in: scope)
    _ = try script.evaluate("rules[\(name)] = _latest, meta[\(name)] = _latestMeta, 0", in: scope)
  }
}
