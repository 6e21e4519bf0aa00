/// One piece of ECMAScript source. Comments and white space are not tokens.
struct SourceToken: Equatable {
  enum Kind: Equatable {
    /// A name or a keyword.
    case word
    case number, string, pattern
    /// A part of a template between back quotes and substitutions.
    case template
    /// One character of punctuation; `++`, `--`, `=>`, `?.` and `...` are one token each.
    case punctuator
  }
  let kind: Kind
  /// In bytes of UTF-8.
  let range: Range<Int>
  /// How many brackets of any sort are open around it.
  let depth: Int
  /// A line break stands before it.
  let startsLine: Bool
  /// Of a bracket: the index of its counterpart.
  var partner: Int?
}

/// The tokens of a source text.
struct SourceTokens {
  let bytes: [UInt8]
  private(set) var tokens: [SourceToken]
  /// A slash stood where only a parser could tell a division from a regular expression: what follows may be wrong.
  let isUncertain: Bool

  init(_ source: String) {
    var scanner = SourceScanner(Array(source.utf8))
    scanner.scan()
    bytes = scanner.bytes
    tokens = scanner.tokens
    isUncertain = scanner.isUncertain
  }

  subscript(index: Int) -> SourceToken? {
    tokens.indices.contains(index) ? tokens[index] : nil
  }

  func text(_ index: Int) -> String {
    guard let token = self[index] else { return "" }
    return String(decoding: bytes[token.range], as: UTF8.self)
  }

  func isPunctuator(_ index: Int, _ text: StaticString) -> Bool {
    guard let token = self[index], token.kind == .punctuator else { return false }
    return matches(token.range, text)
  }

  func isWord(_ index: Int, _ text: StaticString) -> Bool {
    guard let token = self[index], token.kind == .word else { return false }
    return matches(token.range, text)
  }

  private func matches(_ range: Range<Int>, _ text: StaticString) -> Bool {
    text.withUTF8Buffer { $0.elementsEqual(bytes[range]) }
  }

  /// The line of a token, from 1.
  func line(of index: Int) -> Int {
    guard let token = self[index] else { return 1 }
    return 1 + bytes[..<token.range.lowerBound].count { $0 == UInt8(ascii: "\n") }
  }
}
