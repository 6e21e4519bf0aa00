extension FlowSchema {
  private static func shorthand(_ name: String) -> ElementRule {
    ElementRule(
      name, attributes: .handler, children: ContentGroup.executable, tolerated: ContentGroup.looseSpeech, text: .spoken)
  }

  /// VoiceXML 2.0 §2.5, §5.2.
  static let eventElements: [ElementRule] = [
    ElementRule(
      "catch", attributes: .handler + [.optional("event", .events)], children: ContentGroup.executable,
      tolerated: ContentGroup.looseSpeech, text: .spoken),
    shorthand("error"), shorthand("help"), shorthand("noinput"), shorthand("nomatch"),
    ElementRule(
      "link",
      attributes: .documentFetch + .message + [
        .optional("next", .uri), .optional("expr", .expression), .optional("event", .name),
        .optional("eventexpr", .expression), .optional("dtmf", .keys),
      ],
      exclusives: [.exactlyOne("next", "expr", "event", "eventexpr"), .atMostOne("message", "messageexpr")],
      children: ["grammar"], tolerated: ["dtmf"]),
    ElementRule(
      "throw", attributes: .message + [.optional("event", .name), .optional("eventexpr", .expression)],
      exclusives: [.exactlyOne("event", "eventexpr"), .atMostOne("message", "messageexpr")]),
  ]
}
