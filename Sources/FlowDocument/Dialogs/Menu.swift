/// `menu` (VoiceXML 2.0 §2.2).
public struct Menu: Sendable {
  public let id: Located<String>?
  public let scope: DialogScope
  public let accept: PhraseMatch
  /// In document order; keys of `dtmf="true"` are already assigned (§2.2.3).
  public let choices: [Choice]
  public let prompts: [Prompt]
  public let handlers: [Handler]
  public let properties: [Property]
  public let location: SourceLocation

  public init(
    id: Located<String>?, scope: DialogScope, accept: PhraseMatch, choices: [Choice], prompts: [Prompt],
    handlers: [Handler], properties: [Property], location: SourceLocation
  ) {
    self.id = id
    self.scope = scope
    self.accept = accept
    self.choices = choices
    self.prompts = prompts
    self.handlers = handlers
    self.properties = properties
    self.location = location
  }
}

/// `accept` (§2.2.1, §2.2.5): how much of a phrase must be said.
public enum PhraseMatch: String, Hashable, Sendable {
  case exact, approximate
}

/// `choice` (§2.2.2).
public struct Choice: Sendable {
  /// The keys that choose it, without blanks: written out, or given by `menu dtmf="true"`.
  public let dtmf: Located<String>?
  /// The text content with markup removed and blanks normalised: the phrase, and `_prompt` of `enumerate`.
  public let phrase: String
  /// The content as it is spoken by `enumerate`.
  public let content: [PromptContent]
  public let accept: PhraseMatch
  /// Replace the phrase where there are any.
  public let grammars: [GrammarElement]
  public let action: ChoiceAction
  public let location: SourceLocation

  public init(
    dtmf: Located<String>?, phrase: String, content: [PromptContent], accept: PhraseMatch,
    grammars: [GrammarElement], action: ChoiceAction, location: SourceLocation
  ) {
    self.dtmf = dtmf
    self.phrase = phrase
    self.content = content
    self.accept = accept
    self.grammars = grammars
    self.action = action
    self.location = location
  }
}

/// What a `choice` or a `link` does when it is matched: go somewhere, or throw.
public enum ChoiceAction: Sendable {
  case go(TextSource, FetchAttributes)
  case throwEvent(EventToThrow)
}
