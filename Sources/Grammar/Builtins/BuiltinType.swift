import CallInterface

/// A built-in type (VoiceXML 2.0 appendix P) in one mode.
protocol BuiltinType: Sendable {
  /// The words or keys it accepts; may accept more than has a meaning.
  var expansion: GrammarNode { get }
  /// Whatever is accepted has a meaning, so that it need not be worked out at every key.
  var isExact: Bool { get }
  /// What they mean; `nil` if nothing: the 13th month, half past 25.
  func value(of words: [String]) -> DataValue?
}

extension GrammarNode {
  /// One word of several.
  static func oneOf(_ words: some Sequence<String>) -> GrammarNode {
    .alternatives(words.map { .run(words: [$0], parts: []) })
  }

  static let digitKey = oneOf((0...9).map(String.init))

  /// At least one, in any order: the meaning decides what is right.
  static func many(of words: some Sequence<String>) -> GrammarNode {
    .repetition(oneOf(words), minimum: 1, maximum: nil)
  }

  static func key(_ key: String) -> GrammarNode { .run(words: [key], parts: []) }

  static func optional(_ node: GrammarNode) -> GrammarNode { .repetition(node, minimum: 0, maximum: 1) }
}
