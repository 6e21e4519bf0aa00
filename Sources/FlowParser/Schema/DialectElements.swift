extension FlowSchema {
  private static func element(
    _ name: String, attributes: [AttributeRule] = [], exclusives: [ExclusiveAttributes] = [], children: [String] = [],
    text: ElementRule.Text = .none
  ) -> ElementRule {
    ElementRule(
      name, family: .dialect, attributes: attributes, exclusives: exclusives, children: children, text: text)
  }

  /// Of the namespace `urn:attendant:flow:1`.
  static let dialectElements: [ElementRule] = [
    element(
      "calendar",
      attributes: .resourceFetch + [
        .required("name", .identifier), .optional("timezone", .name), .optional("src", .uri),
      ],
      children: ["open", "closed"]),
    element(
      "open",
      attributes: [
        .optional("days", .text), .optional("on", .name), .optional("fromdate", .name), .optional("todate", .name),
        .required("from", .name), .required("to", .name), .optional("label", .text),
      ],
      exclusives: [.exactlyOne("days", "on", "fromdate"), .atMostOne("days", "on", "todate")]),
    element(
      "closed",
      attributes: [
        .optional("days", .text), .optional("on", .name), .optional("from", .name), .optional("to", .name),
        .optional("fromtime", .name), .optional("totime", .name), .optional("label", .text),
      ],
      exclusives: [.exactlyOne("days", "on", "from"), .atMostOne("days", "on", "to")]),
    element(
      "route",
      attributes: [
        .required("id", .name), .optional("strategy", .keyword(["ordered", "weighted"]), default: "ordered"),
        .optional("maxwait", .time, default: "60s"),
      ],
      children: ["target", "header", "waiting"]),
    element(
      "target",
      attributes: [
        .optional("dest", .text), .optional("destexpr", .expression), .optional("cond", .expression),
        .optional("on", .names), .optional("weight", .weight, default: "1"), .optional("connecttimeout", .time),
      ],
      exclusives: [.exactlyOne("dest", "destexpr")], children: ContentGroup.spoken + ["prompt"], text: .spoken),
    element(
      "header",
      attributes: [.required("name", .name), .optional("value", .text), .optional("expr", .expression)],
      exclusives: [.exactlyOne("value", "expr")]),
    element(
      "waiting", attributes: [.optional("every", .time, default: "15s")], children: ContentGroup.spoken + ["prompt"],
      text: .spoken),
    element(
      "callback",
      attributes: [
        .required("numberexpr", .expression), .optional("within", .period, default: "24h"),
        .optional("reason", .text), .optional("reasonexpr", .expression), .optional("name", .identifier),
      ],
      exclusives: [.atMostOne("reason", "reasonexpr")]),
    element("metric", attributes: [.required("name", .name), .required("expr", .expression)]),
    element(
      "outcome", attributes: [.optional("value", .text), .optional("expr", .expression)],
      exclusives: [.exactlyOne("value", "expr")]),
    element(
      "say", attributes: [.optional("key", .name), .optional("keyexpr", .expression)],
      exclusives: [.exactlyOne("key", "keyexpr")], children: ContentGroup.sentence + ["param"], text: .spoken),
    element(
      "language", attributes: [.optional("value", .language), .optional("expr", .expression)],
      exclusives: [.exactlyOne("value", "expr")]),
  ]
}

extension ContentGroup {
  /// Executable content of the dialect's own.
  static let dialectExecutable = ["callback", "metric", "outcome", "language"]
}

extension [AttributeRule] {
  static let secure: Self = [.optional("ivr:secure", .boolean, default: "false")]
}
