import CallInterface

extension JSONText {
  init(segment: PromptSegment) {
    switch segment {
    case .speech(let speech):
      self = .object([
        ("segment", .string("speech")), ("text", .string(speech.text)), ("language", .string(speech.language)),
        ("style", JSONText(style: speech.style)),
      ])
    case .audio(let uri, let fallback):
      self = .object([
        ("segment", .string("audio")), ("uri", .string(uri)),
        ("fallback", .array(fallback.map(JSONText.init(segment:)))),
      ])
    case .silence(let length):
      self = .object([("segment", .string("silence")), ("length", .milliseconds(length))])
    case .mark(let name):
      self = .object([("segment", .string("mark")), ("name", .string(name))])
    }
  }

  /// Only what the markup says.
  private init(style: SpeechStyle) {
    var members: [(key: String, value: JSONText)] = []
    if let sayAs = style.sayAs {
      members.append(
        (
          "sayAs",
          .object([
            ("interpretAs", .string(sayAs.interpretAs)), ("format", .string(orNull: sayAs.format)),
            ("detail", .string(orNull: sayAs.detail)),
          ])
        ))
    }
    let settings = [
      ("emphasis", style.emphasis), ("rate", style.rate), ("pitch", style.pitch), ("volume", style.volume),
      ("voiceName", style.voiceName), ("voiceGender", style.voiceGender),
    ]
    for (name, setting) in settings {
      if let setting { members.append((name, .string(setting))) }
    }
    self = .object(members)
  }
}
