/// `grammar` in a flow (VoiceXML 2.0 §3.1.1): exactly one of inline rules, `src` and `srcexpr`.
public struct GrammarElement: Sendable {
  public enum Source: Sendable {
    case inline(GrammarDocument)
    /// `src` or `srcexpr`; may be a `builtin:` URI.
    case external(TextSource)
    /// Inline text of a format that is not SRGS XML.
    case foreignFormat(text: String)
  }
  public let source: Source
  /// As written on the element; an external file's own mode decides (§3.1.1.4).
  public let mode: GrammarMode?
  public let type: Located<String>?
  /// Allowed on form-level grammars only.
  public let scope: DialogScope?
  /// The effective `xml:lang`.
  public let language: String?
  public let fetch: FetchAttributes
  public let location: SourceLocation

  public init(
    source: Source, mode: GrammarMode?, type: Located<String>?, scope: DialogScope?, language: String?,
    fetch: FetchAttributes, location: SourceLocation
  ) {
    self.source = source
    self.mode = mode
    self.type = type
    self.scope = scope
    self.language = language
    self.fetch = fetch
    self.location = location
  }
}

public enum GrammarMode: String, Hashable, Sendable {
  case voice, dtmf
}
