/// Names of variables (ECMAScript, IdentifierName without reserved words).
enum Identifier {
  private static let reserved: Set<String> = [
    "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum",
    "export",
    "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null", "return",
    "super",
    "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with",
    // Legal names in principle; the engine's scopes need their usual meaning.
    "eval", "arguments", "undefined",
  ]

  static func isVariableName(_ text: String) -> Bool {
    isName(text) && !reserved.contains(text)
  }

  /// May be reserved: what may stand behind a dot.
  static func isName(_ text: String) -> Bool {
    var isFirst = true
    for scalar in text.unicodeScalars {
      guard isPart(scalar, first: isFirst) else { return false }
      isFirst = false
    }
    return !isFirst
  }

  private static func isPart(_ scalar: Unicode.Scalar, first: Bool) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "$", "_": true
    case "0"..."9": !first
    case "\u{200C}", "\u{200D}": !first
    default: scalar.value >= 0x80 && (first ? scalar.properties.isIDStart : scalar.properties.isIDContinue)
    }
  }
}
