import CallInterface
import FlowDocument
import Prompting

/// A prompt of an item, rendered once for all calls where nothing in it has to be evaluated.
final class PreparedPrompt: Sendable {
  let prompt: Prompt
  /// `nil` where something has to be evaluated.
  private let segments: [PromptSegment]?
  private let language: String

  init(_ prompt: Prompt, of place: PreparationPlace) {
    self.prompt = prompt
    language = prompt.language ?? place.language
    segments = StaticContent.segments(prompt.content, language: language, base: place.base)
  }

  /// What is heard, if that is known: nothing has to be evaluated, and it was rendered in the language of this call.
  func segments(speaking callLanguage: String) -> [PromptSegment]? {
    language == prompt.language ?? callLanguage ? segments : nil
  }
}

/// Prompt content in which nothing has to be evaluated.
enum StaticContent {
  /// Its segments, or `nil` if it has expressions.
  static func segments(_ content: [PromptContent], language: String, base: String) -> [PromptSegment]? {
    var builder = SegmentBuilder(language: language)
    guard add(content, to: &builder, base: base) else { return nil }
    return builder.finish()
  }

  private static func add(_ content: [PromptContent], to builder: inout SegmentBuilder, base: String) -> Bool {
    for piece in content {
      switch piece {
      case .text(let text):
        builder.text(text)
      case .markup(let markup):
        builder.push(markup)
        guard add(markup.content, to: &builder, base: base) else { return false }
        builder.pop()
      case .mark(let mark):
        guard case .literal(let name) = mark.name else { return false }
        builder.mark(name.value)
      case .audio(let audio):
        guard case .literal(let reference) = audio.source,
          let uri = URIReference.resolve(WhiteSpace.collapsed(reference.value), against: base),
          let fallback = segments(audio.fallback, language: builder.language, base: base)
        else { return false }
        builder.audio(uri: uri, fallback: fallback)
      case .value, .enumerate, .foreach, .say:
        return false
      }
    }
    return true
  }
}
