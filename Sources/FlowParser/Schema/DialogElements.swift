extension FlowSchema {
  private static let scope = AttributeRule.optional("scope", .keyword(["document", "dialog"]), default: "dialog")
  private static let accept = AttributeRule.optional("accept", .keyword(["exact", "approximate"]), default: "exact")

  /// VoiceXML 2.0 §2.1, §2.2, §2.3.1.3.
  static let dialogElements: [ElementRule] = [
    ElementRule(
      "form", attributes: [.optional("id", .name), scope],
      children: ContentGroup.handlers + [
        "block", "data", "field", "filled", "grammar/form", "initial", "link", "object", "property", "record",
        "script", "subdialog", "transfer", "var",
      ],
      tolerated: ["dtmf"]),
    ElementRule(
      "menu",
      attributes: [.optional("id", .name), scope, .optional("dtmf", .boolean, default: "false"), accept],
      children: ContentGroup.spoken + ContentGroup.handlers + ["choice", "prompt", "property"],
      tolerated: ContentGroup.looseSpeech, text: .spoken),
    ElementRule(
      "choice",
      attributes: .documentFetch + .message + [
        .optional("dtmf", .keys), .optional("accept", .keyword(["exact", "approximate"])), .optional("next", .uri),
        .optional("expr", .expression), .optional("event", .name), .optional("eventexpr", .expression),
      ],
      exclusives: [.exactlyOne("next", "expr", "event", "eventexpr"), .atMostOne("message", "messageexpr")],
      children: ContentGroup.sentence + ContentGroup.structure + ["grammar"], tolerated: ContentGroup.oldSpeech,
      text: .spoken),
    ElementRule(
      "option", attributes: [.optional("dtmf", .keys), accept, .optional("value", .text)], text: .plain),
  ]
}
