public import FlowDocument

/// A fetched grammar and every grammar that it refers to, directly or not.
public struct GrammarFile: Sendable {
  public let document: GrammarDocument
  /// By absolute URI without fragment.
  public let references: [String: GrammarDocument]

  public init(document: GrammarDocument, references: [String: GrammarDocument]) {
    self.document = document
    self.references = references
  }
}
