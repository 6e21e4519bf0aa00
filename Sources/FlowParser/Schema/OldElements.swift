extension FlowSchema {
  private static func old(_ key: String, attributes: [AttributeRule] = []) -> ElementRule {
    ElementRule(
      key, family: .speech, since: .v10, attributes: attributes,
      children: ContentGroup.sentence + ContentGroup.structure, tolerated: ContentGroup.oldSpeech, text: .spoken)
  }

  /// VoiceXML 1.0, and the drafts of SSML that it used.
  static let oldElements: [ElementRule] = [
    old("emp", attributes: [.optional("level", .keyword(["strong", "moderate", "none", "reduced"]))]),
    old("div", attributes: [.optional("type", .text)]),
    old(
      "pros",
      attributes: [
        .optional("rate", .text), .optional("vol", .text), .optional("range", .text), .optional("pitch", .text),
      ]),
    old("sayas", attributes: [.optional("phon", .text), .optional("sub", .text), .optional("class", .text)]),
    old("paragraph", attributes: .language),
    old("sentence", attributes: .language),
    ElementRule(
      "dtmf", family: .grammar, since: .v10,
      attributes: .resourceFetch + [
        .optional("src", .uri), .optional("scope", .keyword(["document", "dialog"])), .optional("type", .text),
      ],
      text: .plain),
  ]
}
