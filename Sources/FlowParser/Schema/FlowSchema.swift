/// The one table of the language: VoiceXML 2.0 and 2.1, SSML 1.0 inside prompts, SRGS 1.0 in XML form, and what is left
/// of VoiceXML 1.0; and the elements of `urn:attendant:flow:1`.
public enum FlowSchema {
  /// Every row, in the order of the standards.
  public static let elements: [ElementRule] =
    documentElements + dialogElements + formItemElements + eventElements + executableElements + promptElements
    + speechElements + grammarElements + dialectElements + oldElements

  /// The row of a key.
  public static func element(_ key: String) -> ElementRule? { byKey[key] }

  /// All names, for "did you mean".
  public static let names: Set<String> = Set(elements.map(\.name))

  /// The rows of a name.
  static func rows(named name: String) -> [ElementRule] { byName[name] ?? [] }

  /// Names of the elements in which an element of this name may stand.
  static func parents(of name: String) -> [String] {
    var found: [String] = []
    for row in elements where row.children.contains(where: { ElementRule.name(ofKey: $0) == name }) {
      if !found.contains(row.name) { found.append(row.name) }
    }
    return found
  }

  private static let byName = Dictionary(grouping: elements, by: \.name)
  private static let byKey: [String: ElementRule] = Dictionary(
    elements.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
}

/// Groups of the content models (VoiceXML 2.0 appendix B, SSML 1.0 §3).
enum ContentGroup {
  static let handlers = ["catch", "error", "help", "noinput", "nomatch"]
  /// What makes an implicit prompt (§4.1.2).
  static let spoken = ["audio", "value", "enumerate", "say"]
  static let sentence =
    spoken + ["break", "emphasis", "foreach/prompt", "mark", "phoneme", "prosody", "say-as", "sub", "voice"]
  static let structure = ["p", "s"]
  static let oldSpeech = ["emp", "div", "pros", "sayas", "paragraph", "sentence"]
  /// Speech markup that real documents leave without a prompt around it.
  static let looseSpeech =
    ["break", "emphasis", "mark", "phoneme", "prosody", "say-as", "sub", "voice"] + structure + oldSpeech
  static let prompt = sentence + structure + ["lexicon", "meta", "metadata"] + oldSpeech
  static let executable =
    spoken + [
      "assign", "clear", "data", "disconnect", "exit", "foreach", "goto", "if", "log", "prompt", "reprompt", "return",
      "script", "submit", "throw", "var",
    ] + dialectExecutable
}
