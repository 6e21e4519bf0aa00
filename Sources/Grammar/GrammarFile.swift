public import FlowDocument

/// A fetched grammar and every grammar that it refers to, directly or not; compiled once, shared by all calls.
public final class GrammarFile: Sendable {
  public let document: GrammarDocument
  /// By absolute URI without fragment.
  public let references: [String: GrammarDocument]
  private let root: Result<CompiledGrammar, GrammarFault>

  public init(document: GrammarDocument, references: [String: GrammarDocument]) {
    self.document = document
    self.references = references
    root = Result { () throws(GrammarFault) in
      try CompiledGrammar(document, rule: nil, external: true, references: references)
    }
  }

  /// The grammar as entered by a rule; `nil` for its root.
  public func compiled(_ rule: String?) throws(GrammarFault) -> CompiledGrammar {
    guard let rule, rule != document.root?.value else { return try root.get() }
    return try CompiledGrammar(document, rule: rule, external: true, references: references)
  }
}
