import CallInterface
import Prompting

/// The words of a speech, with a value under `say-as` read out by the rules of its language: a synthesiser's own rules
/// differ from one program to the next.
enum SpokenWords {
  static func words(of speech: Speech) -> String {
    guard let style = speech.style.sayAs,
      let pieces = SayAs.pieces(speech.text, style, language: speech.language)
    else { return speech.text }
    return SayAs.words(pieces, language: speech.language)
  }
}
