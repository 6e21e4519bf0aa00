/// An SRGS 1.0 grammar in XML form: inline in a flow, or a file of its own.
public struct GrammarDocument: Sendable {
  /// Base of its relative rule references, absolute (SRGS §4.9).
  public let base: String
  public let mode: GrammarMode
  /// `root`: the rule that the grammar is entered by.
  public let root: Located<String>?
  /// `tag-format`; `nil` where absent.
  public let tagFormat: String?
  public let language: String?
  /// `tag`s in the head, run once before the others (SISR §3.2).
  public let headTags: [Located<String>]
  public let rules: [GrammarRule]
  public let location: SourceLocation

  public init(
    base: String, mode: GrammarMode, root: Located<String>?, tagFormat: String?, language: String?,
    headTags: [Located<String>], rules: [GrammarRule], location: SourceLocation
  ) {
    self.base = base
    self.mode = mode
    self.root = root
    self.tagFormat = tagFormat
    self.language = language
    self.headTags = headTags
    self.rules = rules
    self.location = location
  }
}

/// `rule` (SRGS §3).
public struct GrammarRule: Sendable {
  public let id: String
  public let isPublic: Bool
  public let expansion: GrammarExpansion
  public let location: SourceLocation

  public init(id: String, isPublic: Bool, expansion: GrammarExpansion, location: SourceLocation) {
    self.id = id
    self.isPublic = isPublic
    self.expansion = expansion
    self.location = location
  }
}

/// A rule expansion (SRGS §2).
public indirect enum GrammarExpansion: Sendable {
  /// One word, or one key (`star` and `pound` already written `*` and `#`).
  case token(Located<String>)
  case sequence([GrammarExpansion])
  /// `one-of`, in document order; weights never change what matches.
  case alternatives([GrammarExpansion])
  /// `maximum` nil: without bound.
  case repetition(GrammarExpansion, minimum: Int, maximum: Int?)
  case ruleReference(RuleReference)
  case tag(Located<String>)
  case null
  case void
  case garbage
}

/// `ruleref` with a `uri` (SRGS §2.2).
public struct RuleReference: Hashable, Sendable {
  /// The other grammar, as written, without its fragment; `nil` for this grammar.
  public let document: String?
  /// The rule; `nil` for the root of the other grammar.
  public let rule: String?
  public let location: SourceLocation

  public init(document: String?, rule: String?, location: SourceLocation) {
    self.document = document
    self.rule = rule
    self.location = location
  }
}
