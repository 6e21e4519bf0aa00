public import FlowDocument

/// A document with everything that can be worked out once for all calls. Immutable and shared.
public final class PreparedDocument: Sendable {
  public let document: Document

  public init(_ document: Document) {
    self.document = document
  }
}
