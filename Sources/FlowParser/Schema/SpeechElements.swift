extension FlowSchema {
  private static let all = ContentGroup.sentence + ContentGroup.structure
  /// What the narrower content models leave out and real documents do not.
  private static let loose = ContentGroup.structure + ContentGroup.oldSpeech

  private static func markup(
    _ key: String, attributes: [AttributeRule] = [], exclusives: [ExclusiveAttributes] = [], children: [String],
    tolerated: [String], text: ElementRule.Text = .spoken
  ) -> ElementRule {
    ElementRule(
      key, family: .speech, attributes: attributes, exclusives: exclusives, children: children, tolerated: tolerated,
      text: text)
  }

  /// SSML 1.0 §3.
  static let speechElements: [ElementRule] = [
    ElementRule(
      "break", family: .speech,
      attributes: [
        .optional("time", .time),
        .optional("strength", .keyword(["none", "x-weak", "weak", "medium", "strong", "x-strong"])),
        .old("size", .keyword(["none", "small", "medium", "large"])), .old("msecs", .milliseconds),
      ]),
    markup(
      "emphasis",
      attributes: [.optional("level", .keyword(["strong", "moderate", "none", "reduced"]), default: "moderate")],
      children: ContentGroup.sentence, tolerated: loose),
    markup(
      "prosody",
      attributes: [
        .optional("rate", .text), .optional("pitch", .text), .optional("contour", .text), .optional("range", .text),
        .optional("duration", .text), .optional("volume", .text), .old("vol", .text),
      ],
      children: all, tolerated: ContentGroup.oldSpeech),
    markup(
      "say-as",
      attributes: [
        .optional("interpret-as", .text), .optional("format", .text), .optional("detail", .text), .old("type", .text),
      ],
      exclusives: [.exactlyOne("interpret-as", "type")],
      children: ["value", "enumerate"], tolerated: ContentGroup.sentence + loose),
    markup(
      "sub", attributes: [.required("alias", .text)], children: [], tolerated: ContentGroup.sentence + loose),
    markup(
      "p", attributes: .language, children: ContentGroup.sentence + ["s"], tolerated: ["p"] + ContentGroup.oldSpeech),
    markup("s", attributes: .language, children: ContentGroup.sentence, tolerated: loose),
    markup(
      "phoneme", attributes: [.required("ph", .text), .optional("alphabet", .text)], children: [],
      tolerated: ContentGroup.sentence + loose),
    markup(
      "voice",
      attributes: .language + [
        .optional("gender", .text), .optional("age", .text), .optional("variant", .text), .optional("name", .text),
        .optional("category", .text),
      ],
      children: all, tolerated: ContentGroup.oldSpeech),
    markup("desc", attributes: .language, children: [], tolerated: [], text: .plain),
    ElementRule("lexicon", family: .speech, attributes: [.required("uri", .uri), .optional("type", .text)]),
  ]
}
