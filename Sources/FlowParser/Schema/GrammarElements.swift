extension FlowSchema {
  private static let common: [AttributeRule] =
    .language + [
      .optional("version", .text), .optional("mode", .keyword(["voice", "dtmf"]), default: "voice"),
      .optional("root", .name), .optional("tag-format", .text), .optional("xml:base", .uri),
    ]
  private static let inFlow: [AttributeRule] =
    common + .resourceFetch + [
      .optional("src", .uri), .optional("srcexpr", .expression, since: .v21), .optional("type", .text),
      .optional("weight", .weight),
    ]
  private static let head = ["lexicon", "meta", "metadata", "rule", "tag"]
  private static let expansion = ["item", "one-of", "ruleref", "tag", "token"]

  private static func element(
    _ key: String, attributes: [AttributeRule] = [], exclusives: [ExclusiveAttributes] = [], children: [String] = [],
    text: ElementRule.Text = .none
  ) -> ElementRule {
    ElementRule(
      key, family: .grammar, attributes: attributes, exclusives: exclusives, children: children, text: text)
  }

  /// VoiceXML 2.0 §3.1.1; SRGS 1.0 §2 to §4.
  static let grammarElements: [ElementRule] = [
    element(
      "grammar", attributes: inFlow + [.forbidden("scope")], exclusives: [.atMostOne("src", "srcexpr")],
      children: head, text: .plain),
    element(
      "grammar/form",
      attributes: inFlow + [.optional("scope", .keyword(["document", "dialog"]))],
      exclusives: [.atMostOne("src", "srcexpr")], children: head, text: .plain),
    element("grammar/file", attributes: common, children: head),
    element(
      "rule",
      attributes: [
        .required("id", .name), .optional("scope", .keyword(["public", "private"]), default: "private"),
      ],
      children: expansion + ["example"], text: .plain),
    element("one-of", attributes: .language, children: ["item"]),
    element(
      "item",
      attributes: .language + [
        .optional("repeat", .repeatCount), .optional("repeat-prob", .weight), .optional("weight", .weight),
      ],
      children: expansion, text: .plain),
    element("token", attributes: .language, text: .plain),
    element(
      "ruleref",
      attributes: .language + [
        .optional("uri", .uri), .optional("special", .keyword(["NULL", "VOID", "GARBAGE"])), .optional("type", .text),
      ],
      exclusives: [.exactlyOne("uri", "special")]),
    element("tag", text: .plain),
    element("example", text: .plain),
  ]
}
