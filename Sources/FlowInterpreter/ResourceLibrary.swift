public import CallInterface
public import FlowDocument
public import Grammar

/// Looks up what was fetched. A look-up is pure: the same reference gives the same resource for as long as a call
/// may use it. Documents and grammars are prepared once and shared by all calls.
public protocol ResourceLibrary: Sendable {
  func document(_ reference: ResourceReference) -> PreparedDocument?
  /// A grammar file with everything it refers to.
  func grammar(_ reference: ResourceReference) -> GrammarFile?
  func script(_ reference: ResourceReference) -> String?
  func data(_ reference: ResourceReference) -> XMLTree?
}
