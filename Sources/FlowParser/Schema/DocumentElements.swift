extension FlowSchema {
  /// VoiceXML 2.0 §1.5, §6.
  static let documentElements: [ElementRule] = [
    ElementRule(
      "vxml",
      attributes: .language + [
        .optional("version", .text), .optional("xml:base", .uri), .optional("application", .uri), .old("base", .uri),
        .old("lang", .language),
      ],
      children: ContentGroup.handlers + [
        "form", "link", "menu", "meta", "metadata", "property", "script", "var", "data", "calendar", "route",
      ]),
    ElementRule(
      "meta",
      attributes: [.optional("name", .text), .optional("http-equiv", .text), .required("content", .text)],
      exclusives: [.exactlyOne("name", "http-equiv")]),
    ElementRule("metadata", text: .plain, holdsAnything: true),
    ElementRule("property", attributes: [.required("name", .text), .required("value", .text)]),
    ElementRule(
      "param",
      attributes: [
        .required("name", .name), .optional("expr", .expression), .optional("value", .text),
        .optional("valuetype", .keyword(["data", "ref"]), default: "data"), .optional("type", .text),
      ],
      exclusives: [.exactlyOne("expr", "value")]),
  ]
}
