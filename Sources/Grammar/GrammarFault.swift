public import FlowDocument

/// Why a grammar cannot be used: the event to throw (VoiceXML 2.0 §5.2.6), what is wrong, and where.
public struct GrammarFault: Error, Hashable, Sendable {
  /// `error.badfetch`, `error.unsupported.builtin` or `error.unsupported.format`.
  public let event: String
  public let message: String
  /// In the grammar's own document; `nil` where no document is involved.
  public let location: SourceLocation?

  public init(event: String, message: String, location: SourceLocation? = nil) {
    self.event = event
    self.message = message
    self.location = location
  }

  static func badGrammar(_ message: String, at location: SourceLocation? = nil) -> GrammarFault {
    GrammarFault(event: "error.badfetch", message: message, location: location)
  }
}
