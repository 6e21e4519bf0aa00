import ECMAScript

/// What `assign` names: a variable, or a property of what an expression gives.
enum AssignmentTarget: Equatable {
  case variable(String)
  /// `base.key`
  case member(base: String, key: String)
  /// `base[key]`, both expressions.
  case element(base: String, key: String)

  /// Throws `syntax` if it is none of these.
  init(_ text: String) throws(ScriptFault) {
    if Identifier.isVariableName(text) {
      self = .variable(text)
      return
    }
    let tokens = SourceTokens(text)
    let last = tokens.tokens.count - 1
    func slice(_ range: Range<Int>) -> String { String(decoding: tokens.bytes[range], as: UTF8.self) }
    if last == 0, Identifier.isVariableName(tokens.text(0)) {
      self = .variable(tokens.text(0))
    } else if last >= 2, tokens.isPunctuator(last - 1, "."), Identifier.isName(tokens.text(last)),
      let dot = tokens[last - 1], dot.depth == 0
    {
      self = .member(base: slice(0..<dot.range.lowerBound), key: tokens.text(last))
    } else if last >= 3, tokens.isPunctuator(last, "]"), let close = tokens[last], let opener = close.partner,
      opener > 0,
      let open = tokens[opener], open.depth == 0
    {
      self = .element(
        base: slice(0..<open.range.lowerBound), key: slice(open.range.upperBound..<close.range.lowerBound))
    } else {
      throw ScriptFault(.syntax, "'\(text)' is not something to assign to")
    }
  }
}
