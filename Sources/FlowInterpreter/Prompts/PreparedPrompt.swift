import CallInterface
import FlowDocument
import Prompting

/// A prompt of an item, rendered once for all calls where nothing in it has to be evaluated.
final class PreparedPrompt: Sendable {
  let prompt: Prompt
  /// By the language in force; empty where something has to be evaluated.
  private let segments: [String: [PromptSegment]]

  init(_ prompt: Prompt, of place: PreparationPlace) {
    self.prompt = prompt
    let languages = prompt.ownLanguage.map { [$0] } ?? [place.language] + (place.words?.tags ?? [])
    var segments: [String: [PromptSegment]] = [:]
    for language in languages where segments[language] == nil {
      segments[language] = StaticContent.segments(
        prompt.content, language: language, base: place.base, words: place.words)
    }
    self.segments = segments
  }

  /// What is heard in a language, if that is known: nothing has to be evaluated, and it is one of the document's.
  func segments(speaking language: String) -> [PromptSegment]? { segments[language] }
}

/// Prompt content in which nothing has to be evaluated.
enum StaticContent {
  /// Its segments, or `nil` if it has expressions, or words by keys that `words` does not have.
  static func segments(
    _ content: [PromptContent], language: String, base: String, words: WordTables? = nil
  ) -> [PromptSegment]? {
    var builder = SegmentBuilder(language: language)
    guard add(content, to: &builder, base: base, words) else { return nil }
    return builder.finish()
  }

  private static func add(
    _ content: [PromptContent], to builder: inout SegmentBuilder, base: String, _ words: WordTables?
  ) -> Bool {
    for piece in content {
      switch piece {
      case .text(let text):
        builder.text(text)
      case .markup(let markup):
        builder.push(markup)
        guard add(markup.content, to: &builder, base: base, words) else { return false }
        builder.pop()
      case .mark(let mark):
        guard case .literal(let name) = mark.name else { return false }
        builder.mark(name.value)
      case .audio(let audio):
        guard case .literal(let reference) = audio.source,
          let uri = URIReference.resolve(WhiteSpace.collapsed(reference.value), against: base),
          let fallback = segments(audio.fallback, language: builder.language, base: base, words: words)
        else { return false }
        builder.audio(uri: uri, fallback: fallback)
      case .say(let say):
        guard case .literal(let key) = say.key, let said = words?.words(for: key.value, in: builder.language),
          let values = values(for: said.gaps, of: say)
        else { return false }
        builder.say(said, values: values)
      case .value, .enumerate, .foreach:
        return false
      }
    }
    return true
  }

  /// `nil` where one has to be evaluated, or is missing.
  private static func values(for gaps: [String], of say: Say) -> [String: SegmentBuilder.GapValue]? {
    var values: [String: SegmentBuilder.GapValue] = [:]
    for gap in gaps {
      guard case .literal(let text)? = say.parameter(gap)?.value else { return nil }
      values[gap] = .text(text)
    }
    return values
  }
}
