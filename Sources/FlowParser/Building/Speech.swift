internal import FlowDocument

/// SSML 1.0 inside prompts, and its forerunners in VoiceXML 1.0.
extension DocumentBuilder {
  func speechMarkup(_ element: CheckedElement) -> SpeechMarkup? {
    guard let kind = kind(of: element) else { return nil }
    let isSilent = kind == .silentMetadata
    return SpeechMarkup(
      kind: kind, language: element.ownLanguage, content: isSilent ? [] : contents(element.children),
      location: element.location)
  }

  private func kind(of element: CheckedElement) -> SpeechMarkup.Kind? {
    switch element.name {
    case "break": .pause(pause(element))
    case "emphasis", "emp": .emphasis(level: element.normal("level")?.value)
    case "prosody", "pros":
      .prosody(
        rate: element.string("rate"), pitch: element.string("pitch"),
        volume: element.string("volume") ?? element.string("vol"))
    case "say-as":
      element.string("interpret-as").map {
        .sayAs(interpretAs: $0, format: element.string("format"), detail: element.string("detail"))
      } ?? element.string("type").map { sayAs(type: $0) }
    case "sayas":
      element.string("sub").map { .substitute(alias: $0) } ?? element.string("class").map { sayAs(type: $0) }
        ?? .phoneme
    case "sub": element.string("alias").map { .substitute(alias: $0) }
    case "p", "paragraph": .paragraph
    case "s", "sentence": .sentence
    case "div": element.string("type") == "paragraph" ? .paragraph : .sentence
    case "phoneme": .phoneme
    case "voice": .voice(gender: element.string("gender"), name: element.string("name"))
    case "desc": .description
    case "lexicon", "meta", "metadata": .silentMetadata
    default: nil
    }
  }

  /// `say-as type` of the drafts: `date:ymd` is an `interpret-as` and a `format`.
  func sayAs(type: String) -> SpeechMarkup.Kind {
    let parts = type.split(separator: ":", maxSplits: 1).map(String.init)
    return .sayAs(interpretAs: parts.first ?? "", format: parts.count > 1 ? parts[1] : nil, detail: nil)
  }

  /// `break` (SSML §3.2.3): its time, or a length for its strength; a medium pause without either.
  private func pause(_ element: CheckedElement) -> Duration {
    if let time = element.duration("time") ?? element.duration("msecs") { return time }
    switch element.normal("strength")?.value ?? element.normal("size")?.value {
    case "none": return .zero
    case "x-weak": return .milliseconds(100)
    case "weak", "small": return .milliseconds(250)
    case "strong", "large": return .seconds(1)
    case "x-strong": return .seconds(2)
    default: return .milliseconds(500)
    }
  }
}
