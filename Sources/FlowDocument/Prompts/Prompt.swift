/// `prompt`, or bare text and audio that stand for one (VoiceXML 2.0 §4.1).
public struct Prompt: Sendable {
  public let count: Int
  public let condition: Expression?
  /// How long to wait for input after this prompt.
  public let timeout: Duration?
  /// `nil`: the property `bargein` decides.
  public let bargeIn: Bool?
  public let bargeInType: BargeInType?
  /// The effective `xml:lang`: its own, or inherited; `nil` where no ancestor has one.
  public let language: String?
  /// Its own `xml:lang`, which wins over the language of the call.
  public let ownLanguage: String?
  public let content: [PromptContent]
  public let location: SourceLocation

  public init(
    count: Int = 1, condition: Expression? = nil, timeout: Duration? = nil, bargeIn: Bool? = nil,
    bargeInType: BargeInType? = nil, language: String? = nil, ownLanguage: String? = nil, content: [PromptContent],
    location: SourceLocation
  ) {
    self.count = count
    self.condition = condition
    self.timeout = timeout
    self.bargeIn = bargeIn
    self.bargeInType = bargeInType
    self.language = language
    self.ownLanguage = ownLanguage
    self.content = content
    self.location = location
  }
}

/// `bargeintype` (§4.1.5.1).
public enum BargeInType: String, Hashable, Sendable {
  case speech, hotword
}

/// What may stand in a prompt (§4.1.1).
public indirect enum PromptContent: Sendable {
  /// Text as written; runs of blanks count as one.
  case text(String)
  case value(Value)
  case audio(Audio)
  case enumerate(Enumerate)
  case mark(Mark)
  case foreach(PromptForeach)
  case markup(SpeechMarkup)
  case say(Say)
}

/// `value` (§4.1.4).
public struct Value: Hashable, Sendable {
  public let expression: Expression
  public let location: SourceLocation

  public init(expression: Expression, location: SourceLocation) {
    self.expression = expression
    self.location = location
  }
}

/// `audio` (§4.1.3): the content is heard when the sound cannot be.
public struct Audio: Sendable {
  public let source: TextSource
  public let fetch: FetchAttributes
  public let fallback: [PromptContent]
  public let location: SourceLocation

  public init(source: TextSource, fetch: FetchAttributes, fallback: [PromptContent], location: SourceLocation) {
    self.source = source
    self.fetch = fetch
    self.fallback = fallback
    self.location = location
  }
}

/// `enumerate` (§2.2.4); empty content speaks each choice.
public struct Enumerate: Sendable {
  public let template: [PromptContent]
  public let location: SourceLocation

  public init(template: [PromptContent], location: SourceLocation) {
    self.template = template
    self.location = location
  }
}

/// `mark` (2.1 §4).
public struct Mark: Hashable, Sendable {
  public let name: TextSource
  public let location: SourceLocation

  public init(name: TextSource, location: SourceLocation) {
    self.name = name
    self.location = location
  }
}

/// `foreach` in a prompt (2.1 §6): repeats prompt content.
public struct PromptForeach: Sendable {
  public let item: Located<String>
  public let array: Expression
  public let content: [PromptContent]
  public let location: SourceLocation

  public init(item: Located<String>, array: Expression, content: [PromptContent], location: SourceLocation) {
    self.item = item
    self.array = array
    self.content = content
    self.location = location
  }
}
