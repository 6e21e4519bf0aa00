public import CallInterface

/// A prompt in plain words, as a console or a transcript prints it.
public enum SpokenText {
  /// The words of a prompt. A sound with a fallback is its fallback's words, one without is its file name in brackets;
  /// silence and marks are nothing.
  public static func words(of segments: [PromptSegment]) -> String {
    var text = ""
    /// Speech after a sound or a silence is another word.
    var isApart = false
    for segment in segments {
      switch segment {
      case .speech(let speech):
        append(speech.text, to: &text, apart: isApart)
        isApart = false
      case .audio(let uri, let fallback):
        let words = words(of: fallback)
        append(words.isEmpty ? "[" + fileName(of: uri) + "]" : words, to: &text, apart: true)
        isApart = true
      case .silence:
        isApart = true
      case .mark:
        break
      }
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The last part of a URI's path, without query and fragment.
  public static func fileName(of uri: String) -> String {
    let path = uri.prefix { $0 != "?" && $0 != "#" }
    let parts = path.split(separator: "/")
    return parts.last.map(String.init) ?? uri
  }

  private static func append(_ words: String, to text: inout String, apart: Bool) {
    guard !words.isEmpty else { return }
    if apart, let last = text.last, last != " " { text += " " }
    text += words
  }
}
