/// A replacement in a source text; never adds or removes a line.
struct SourceEdit {
  /// In bytes of UTF-8; may be empty, to insert.
  let range: Range<Int>
  let text: String
}

enum SourceEdits {
  static func apply(_ edits: [SourceEdit], to bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var at = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) where edit.range.lowerBound >= at {
      result += bytes[at..<edit.range.lowerBound]
      result += edit.text.utf8
      at = edit.range.upperBound
    }
    return String(decoding: result + bytes[at...], as: UTF8.self)
  }
}

/// `eval(x)` becomes `(__evalArm(),eval(__evalText(x)))`: still the engine's own `eval`, which sees local variables, but
/// its text is checked first.
enum EvalCalls {
  static func edits(_ tokens: SourceTokens) -> [SourceEdit] {
    var edits: [SourceEdit] = []
    for index in tokens.tokens.indices where tokens.isWord(index, "eval") && tokens.isPunctuator(index + 1, "(") {
      guard
        !tokens.isPunctuator(index - 1, "."), !tokens.isPunctuator(index - 1, "?."),
        !tokens.isWord(index - 1, "function"),
        let name = tokens[index], let open = tokens[index + 1], let closing = open.partner, let close = tokens[closing],
        !tokens.isPunctuator(closing + 1, "{")
      else { continue }
      edits.append(SourceEdit(range: name.range, text: "(__evalArm(),eval"))
      edits.append(SourceEdit(range: open.range, text: "(__evalText("))
      edits.append(SourceEdit(range: close.range, text: ")))"))
    }
    return edits
  }
}

/// `let`, `const` and `class` outside all brackets become `var`: a script's declarations are variables of its scope.
enum TopDeclarations {
  static func edits(_ tokens: SourceTokens) -> [SourceEdit] {
    var edits: [SourceEdit] = []
    for (index, token) in tokens.tokens.enumerated() where token.kind == .word && token.depth == 0 {
      guard !tokens.isPunctuator(index - 1, "."), !tokens.isPunctuator(index - 1, "?.") else { continue }
      if tokens.isWord(index, "const") || tokens.isWord(index, "let") && startsBinding(tokens, index + 1) {
        edits.append(SourceEdit(range: token.range, text: "var"))
      } else if tokens.isWord(index, "class") {
        edits += classEdits(tokens, index)
      }
    }
    return edits
  }

  private static func startsBinding(_ tokens: SourceTokens, _ index: Int) -> Bool {
    guard let token = tokens[index] else { return false }
    if token.kind == .word { return !tokens.isWord(index, "in") && !tokens.isWord(index, "instanceof") }
    return tokens.isPunctuator(index, "[") || tokens.isPunctuator(index, "{")
  }

  /// A declaration, not an expression: `class A {…}` becomes `var A=class A {…};`.
  private static func classEdits(_ tokens: SourceTokens, _ index: Int) -> [SourceEdit] {
    let isStatement =
      index == 0 || tokens.isPunctuator(index - 1, ";") || tokens.isPunctuator(index - 1, "}")
      || tokens[index]?.startsLine == true && endsStatement(tokens, index - 1)
    guard isStatement, let token = tokens[index], let name = tokens[index + 1], name.kind == .word,
      !tokens.isWord(index + 1, "extends"),
      let body = tokens.tokens.indices[index...].first(where: { tokens[$0]?.depth == 0 && tokens.isPunctuator($0, "{") }
      ),
      let closing = tokens[body]?.partner, let close = tokens[closing]
    else { return [] }
    return [
      SourceEdit(range: token.range, text: "var \(tokens.text(index + 1))=class"),
      SourceEdit(range: close.range, text: "};"),
    ]
  }

  private static func endsStatement(_ tokens: SourceTokens, _ index: Int) -> Bool {
    guard let token = tokens[index] else { return true }
    switch token.kind {
    case .word, .number, .string, .pattern, .template: return true
    case .punctuator: return tokens.isPunctuator(index, ")") || tokens.isPunctuator(index, "]")
    }
  }
}
