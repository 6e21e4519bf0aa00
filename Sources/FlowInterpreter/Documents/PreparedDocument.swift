public import FlowDocument
import Grammar

/// A document with everything that can be worked out once for all calls. Immutable and shared.
public final class PreparedDocument: Sendable {
  public let document: Document
  let dialogs: [PreparedDialog]
  /// Grammars that are written out in the document, compiled, by the place of their element.
  let grammars: [SourceLocation: Result<CompiledGrammar, GrammarFault>]

  public init(_ document: Document) {
    self.document = document
    dialogs = document.dialogs.map(PreparedDialog.init)
    grammars = InlineGrammars.compile(document)
  }
}
