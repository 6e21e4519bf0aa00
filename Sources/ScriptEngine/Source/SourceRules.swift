import ECMAScript

/// What is refused in a source text, and what is put differently, before the engine sees it.
enum SourceRules {
  /// A text for the engine: `eval` calls can be checked when they run. Throws `forbidden`.
  static func prepare(_ source: String) throws(ScriptFault) -> String {
    guard source.mentions("async", "import", "eval") else { return source }
    let tokens = SourceTokens(source)
    try refuse(tokens)
    return SourceEdits.apply(EvalCalls.edits(tokens), to: tokens.bytes)
  }

  /// As `prepare`, and what a script declares at its top becomes a variable.
  static func prepareScript(_ source: String) throws(ScriptFault) -> String {
    guard source.mentions("async", "import", "eval", "let", "const", "class") else { return source }
    let tokens = SourceTokens(source)
    try refuse(tokens)
    return SourceEdits.apply(EvalCalls.edits(tokens) + TopDeclarations.edits(tokens), to: tokens.bytes)
  }

  /// Nothing can stop code that waits for a promise: each continuation gets a fresh time limit.
  private static func refuse(_ tokens: SourceTokens) throws(ScriptFault) {
    for index in tokens.tokens.indices {
      let isMember = tokens.isPunctuator(index - 1, ".") || tokens.isPunctuator(index - 1, "?.")
      if tokens.isWord(index, "async"), !isMember, startsAsyncFunction(tokens, after: index) {
        throw ScriptFault(.forbidden, "async functions are not supported", line: tokens.line(of: index))
      }
      if tokens.isWord(index, "import"), !isMember,
        tokens.isPunctuator(index + 1, "(") || tokens.isPunctuator(index + 1, ".")
      {
        throw ScriptFault(.forbidden, "import() is not supported", line: tokens.line(of: index))
      }
    }
    if tokens.isUncertain, String(decoding: tokens.bytes, as: UTF8.self).mentions("async", "import") {
      throw ScriptFault(.forbidden, "async functions and import() are not supported")
    }
  }

  /// `async` before anything that an async function or method can go on with; an ordinary name is followed by an
  /// operator or an end.
  private static func startsAsyncFunction(_ tokens: SourceTokens, after index: Int) -> Bool {
    guard let next = tokens[index + 1] else { return false }
    switch next.kind {
    case .word, .string, .number: return true
    case .pattern, .template: return false
    case .punctuator: return ["(", "[", "*", "#"].contains(tokens.text(index + 1))
    }
  }
}

extension String {
  /// Whether one of these words stands anywhere in it; a quick test on bytes.
  fileprivate func mentions(_ words: StaticString...) -> Bool {
    var copy = self
    return copy.withUTF8 { text in
      words.contains { word in
        word.withUTF8Buffer { word in
          guard text.count >= word.count else { return false }
          let first = word[0]
          for start in 0...(text.count - word.count) where text[start] == first {
            if text[start..<(start + word.count)].elementsEqual(word) { return true }
          }
          return false
        }
      }
    }
  }
}
