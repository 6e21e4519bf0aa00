/// `ivr:say`: words and sound by their key, in the language of the call.
public struct Say: Sendable {
  public let key: TextSource
  /// What stands in the words' gaps, by name.
  public let parameters: [Parameter]
  /// Heard where no language has the key.
  public let fallback: [PromptContent]
  public let location: SourceLocation

  public init(key: TextSource, parameters: [Parameter], fallback: [PromptContent], location: SourceLocation) {
    self.key = key
    self.parameters = parameters
    self.fallback = fallback
    self.location = location
  }
}

extension Say {
  /// What stands in a gap; the last one counts.
  public func parameter(_ name: String) -> Parameter? { parameters.last { $0.name.value == name } }
}

/// `ivr:language`: the call's language from here on.
public struct LanguageSwitch: Sendable {
  public let language: TextSource
  public let location: SourceLocation

  public init(language: TextSource, location: SourceLocation) {
    self.language = language
    self.location = location
  }
}
