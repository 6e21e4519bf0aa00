import CallInterface
import FlowDocument
import Testing

@testable import Grammar

/// Short ways to write grammars in tests.
let anywhere = SourceLocation(line: 1, column: 1)

extension GrammarExpansion {
  static func word(_ text: String) -> GrammarExpansion { .token(Located(text, at: anywhere)) }
  static func words(_ text: String) -> GrammarExpansion {
    .sequence(text.split(separator: " ").map { .word(String($0)) })
  }
  static func tag(_ text: String) -> GrammarExpansion { .tag(Located(text, at: anywhere)) }
  static func rule(_ name: String, of document: String? = nil, line: Int = 1) -> GrammarExpansion {
    .ruleReference(
      RuleReference(document: document, rule: name, location: SourceLocation(line: line, column: 1)))
  }
  static func root(of document: String) -> GrammarExpansion {
    .ruleReference(RuleReference(document: document, rule: nil, location: anywhere))
  }
  func repeated(_ minimum: Int, _ maximum: Int?) -> GrammarExpansion {
    .repetition(self, minimum: minimum, maximum: maximum)
  }
  static let digit = GrammarExpansion.alternatives((0...9).map { .word(String($0)) })
}

extension GrammarRule {
  init(_ id: String, public isPublic: Bool = false, line: Int = 1, _ expansion: GrammarExpansion...) {
    self.init(
      id: id, isPublic: isPublic, expansion: .sequence(expansion), location: SourceLocation(line: line, column: 1))
  }
}

extension GrammarDocument {
  init(
    mode: GrammarMode = .voice, root: String? = "r", tagFormat: String? = nil, headTags: [String] = [],
    base: String = "http://h/g.grxml", _ rules: [GrammarRule]
  ) {
    self.init(
      base: base, mode: mode, root: root.map { Located($0, at: anywhere) }, tagFormat: tagFormat, language: nil,
      headTags: headTags.map { Located($0, at: anywhere) }, rules: rules, location: anywhere)
  }

  /// One rule, the root, of words.
  static func one(tagFormat: String? = nil, _ expansion: GrammarExpansion...) -> Self {
    GrammarDocument(tagFormat: tagFormat, [GrammarRule("r", .sequence(expansion))])
  }

  /// One rule, the root, of keys.
  static func keys(_ expansion: GrammarExpansion...) -> Self {
    GrammarDocument(mode: .dtmf, [GrammarRule("r", .sequence(expansion))])
  }
}

extension CompiledGrammar {
  /// The match after the whole utterance: words in voice grammars, keys in DTMF grammars.
  func after(_ utterance: String) -> GrammarMatch {
    var match = start()
    let tokens = mode == .voice ? CompiledGrammar.tokens(of: utterance) : utterance.map { String($0) }
    for token in tokens { match.accept(token) }
    return match
  }

  func matches(_ utterance: String) -> Bool { after(utterance).isMatch }

  /// The finished value, `nil` if there is none or a script has to compute it.
  func value(_ utterance: String) -> DataValue? {
    guard case .value(let value)? = after(utterance).meaning() else { return nil }
    return value
  }

  func tree(_ utterance: String) -> RuleMatch? {
    guard case .tree(let tree)? = after(utterance).meaning() else { return nil }
    return tree
  }
}

/// The fault of a grammar that has to be refused.
func fault(_ make: () throws -> CompiledGrammar) -> GrammarFault? {
  do {
    _ = try make()
    return nil
  } catch {
    return error as? GrammarFault
  }
}
