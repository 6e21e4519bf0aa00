extension FlowSchema {
  private static let sending: [AttributeRule] = [
    .optional("namelist", .names), .optional("method", .method, default: "get"), .optional("enctype", .text),
  ]

  /// VoiceXML 2.0 §5.3; `data` and `foreach` of 2.1 §5, §6.
  static let executableElements: [ElementRule] = [
    ElementRule("var", attributes: .secure + [.required("name", .name), .optional("expr", .expression)]),
    ElementRule("assign", attributes: [.required("name", .name), .required("expr", .expression)]),
    ElementRule("clear", attributes: [.optional("namelist", .names)]),
    ElementRule(
      "if", attributes: [.required("cond", .expression)], children: ContentGroup.executable + ["elseif", "else"],
      tolerated: ContentGroup.looseSpeech, text: .spoken),
    ElementRule("elseif", attributes: [.required("cond", .expression)]),
    ElementRule("else"),
    ElementRule("reprompt"),
    ElementRule(
      "goto",
      attributes: .documentFetch + [
        .optional("next", .uri), .optional("expr", .expression), .optional("nextitem", .name),
        .optional("expritem", .expression),
      ],
      exclusives: [.exactlyOne("next", "expr", "nextitem", "expritem")]),
    ElementRule(
      "submit", attributes: .documentFetch + sending + [.optional("next", .uri), .optional("expr", .expression)],
      exclusives: [.exactlyOne("next", "expr")]),
    ElementRule(
      "exit", attributes: [.optional("expr", .expression), .optional("namelist", .names)],
      exclusives: [.atMostOne("expr", "namelist")]),
    ElementRule(
      "return",
      attributes: .message + [
        .optional("namelist", .names), .optional("event", .name), .optional("eventexpr", .expression),
      ],
      exclusives: [.atMostOne("namelist", "event", "eventexpr"), .atMostOne("message", "messageexpr")]),
    ElementRule("disconnect", attributes: [.optional("namelist", .names, since: .v21)]),
    ElementRule(
      "script",
      attributes: .resourceFetch + [
        .optional("src", .uri), .optional("srcexpr", .expression, since: .v21),
        .optional("charset", .name, default: "UTF-8"),
      ],
      exclusives: [.atMostOne("src", "srcexpr")], text: .plain),
    ElementRule(
      "log", attributes: [.optional("label", .text), .optional("expr", .expression)], children: ["value"],
      text: .plain),
    ElementRule(
      "data", since: .v21,
      attributes: .documentFetch + sending + [
        .optional("name", .name), .optional("src", .uri), .optional("srcexpr", .expression),
      ],
      exclusives: [.exactlyOne("src", "srcexpr")]),
    ElementRule(
      "foreach", since: .v21, attributes: [.required("item", .name), .required("array", .expression)],
      children: ContentGroup.executable, tolerated: ContentGroup.looseSpeech, text: .spoken),
  ]
}
