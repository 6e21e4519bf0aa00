import CallInterface

/// Tags whose effect can be seen without executing them.
enum TagLiteral {
  /// What the tag gives its rule, `nil` if it is more than `out = literal`, `$ = literal` or, where no `tag-format`
  /// is stated, a bare literal.
  static func value(of tag: String, _ format: TagFormat) -> DataValue? {
    var text = trimmed(Substring(tag))
    guard format != .literals else { return .string(String(text)) }
    if text.last == ";" { text = trimmed(text.dropLast()) }
    for target in format == .unstated ? ["out", "$"] : ["out"] where text.hasPrefix(target) {
      let rest = trimmed(text.dropFirst(target.count))
      guard rest.first == "=" else { return nil }
      return literal(trimmed(rest.dropFirst()))
    }
    return format == .unstated ? literal(text) : nil
  }

  private static func literal(_ text: Substring) -> DataValue? {
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default: break
    }
    if let quote = text.first, quote == "\"" || quote == "'" {
      let inner = text.dropFirst().dropLast()
      guard text.count >= 2, text.last == quote,
        !inner.contains(where: { $0 == quote || $0 == "\\" || $0.isNewline })
      else { return nil }
      return .string(String(inner))
    }
    return number(text)
  }

  /// Plain decimal numbers only; octal, hexadecimal and exponents are left to the engine.
  private static func number(_ text: Substring) -> DataValue? {
    let digits = text.first == "-" ? text.dropFirst() : text
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Tokens.isDigit) }),
      parts[0].count == 1 || parts[0].first != "0", let value = Double(String(text))
    else { return nil }
    return .number(value)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
