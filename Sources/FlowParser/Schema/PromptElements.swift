extension FlowSchema {
  /// VoiceXML 2.0 §4.1, §2.2.4; `mark` and `foreach` of 2.1 §4, §6.
  static let promptElements: [ElementRule] = [
    ElementRule(
      "prompt",
      attributes: .language + [
        .optional("bargein", .boolean), .optional("bargeintype", .keyword(["speech", "hotword"])),
        .optional("cond", .expression), .optional("count", .count, default: "1"), .optional("timeout", .time),
        .optional("xml:base", .uri),
      ],
      children: ContentGroup.prompt, text: .spoken),
    ElementRule(
      "audio", family: .speech,
      attributes: .resourceFetch + [.optional("src", .sound), .optional("expr", .expression)],
      exclusives: [.exactlyOne("src", "expr")],
      children: ContentGroup.sentence + ContentGroup.structure + ["desc"], tolerated: ContentGroup.oldSpeech,
      text: .spoken),
    ElementRule(
      "value",
      attributes: [.required("expr", .expression), .old("class", .text), .old("mode", .text), .old("recsrc", .text)]),
    ElementRule(
      "enumerate", children: ContentGroup.sentence + ContentGroup.structure, tolerated: ContentGroup.oldSpeech,
      text: .spoken),
    ElementRule(
      "mark", family: .speech, attributes: [.optional("name", .text), .optional("nameexpr", .expression, since: .v21)],
      exclusives: [.exactlyOne("name", "nameexpr")]),
    ElementRule(
      "foreach/prompt", since: .v21, attributes: [.required("item", .name), .required("array", .expression)],
      children: ContentGroup.sentence + ContentGroup.structure, tolerated: ContentGroup.oldSpeech, text: .spoken),
  ]
}
