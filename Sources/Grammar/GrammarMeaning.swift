public import CallInterface
public import FlowDocument

/// What a complete match means.
public enum GrammarMeaning: Sendable {
  /// A finished value: built-in types, keys, phrases, grammars without tags, and tags that are plain literals.
  case value(DataValue)
  /// Tags that need a script engine to run (SISR 1.0).
  case tree(RuleMatch)
}

/// A matched rule: what was matched, in order, for semantic interpretation (SISR 1.0 §3).
public struct RuleMatch: Hashable, Sendable {
  /// The `id` of the rule.
  public let rule: String
  public let grammar: GrammarIdentity
  /// Everything matched inside: words with single blanks (none between Chinese characters), keys without.
  public let text: String
  public let parts: [RulePart]

  public init(rule: String, grammar: GrammarIdentity, text: String, parts: [RulePart]) {
    self.rule = rule
    self.grammar = grammar
    self.text = text
    self.parts = parts
  }
}

extension RuleMatch {
  /// Whether any tag was passed, in it or in a rule inside.
  var hasTags: Bool {
    parts.contains { part in
      switch part {
      case .token: false
      case .tag: true
      case .rule(let inner): inner.hasTags
      }
    }
  }
}

/// One thing that was passed on the way through a rule.
public enum RulePart: Hashable, Sendable {
  /// A token in the grammar's own spelling; under `GARBAGE`, the word as it was said.
  case token(String)
  /// A tag to execute now. Tags of an unknown `tag-format` never appear.
  case tag(Located<String>)
  case rule(RuleMatch)
}

/// Tells apart the grammar documents that one compiled grammar is made of; holds what their tags share.
public struct GrammarIdentity: Hashable, Sendable {
  /// 0 for the grammar itself, then the grammars it refers to. Head tags run once for each index (SISR §3.2).
  public let index: Int
  public let base: String
  /// As written; `nil` where absent.
  public let tagFormat: String?
  public let headTags: [Located<String>]

  public init(index: Int, base: String, tagFormat: String?, headTags: [Located<String>]) {
    self.index = index
    self.base = base
    self.tagFormat = tagFormat
    self.headTags = headTags
  }
}
