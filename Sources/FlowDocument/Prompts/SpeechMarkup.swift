/// An SSML 1.0 element inside a prompt.
public struct SpeechMarkup: Sendable {
  public enum Kind: Hashable, Sendable {
    /// `break`: a silence of this length; `strength` is already turned into one.
    case pause(Duration)
    case emphasis(level: String?)
    case prosody(rate: String?, pitch: String?, volume: String?)
    case sayAs(interpretAs: String, format: String?, detail: String?)
    /// `sub`: the alias is spoken, not the content.
    case substitute(alias: String)
    case paragraph
    case sentence
    case phoneme
    case voice(gender: String?, name: String?)
    /// `desc`: shown, not spoken.
    case description
    /// `lexicon`, `meta`, `metadata`: say nothing.
    case silentMetadata
  }
  public let kind: Kind
  /// Its own `xml:lang`, if it has one.
  public let language: String?
  public let content: [PromptContent]
  public let location: SourceLocation

  public init(kind: Kind, language: String?, content: [PromptContent], location: SourceLocation) {
    self.kind = kind
    self.language = language
    self.content = content
    self.location = location
  }
}
