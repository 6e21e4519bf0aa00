extension FlowSchema {
  /// What stands in every form item that speaks.
  private static let speaking = ContentGroup.spoken + ContentGroup.handlers + ["prompt", "property"]

  /// What real documents put in form items: loose speech, and `log`, which nothing executes there (as in the
  /// Implementation Report's test 163).
  private static let tolerated = ContentGroup.looseSpeech + ["log"]

  /// VoiceXML 2.0 §2.3, §2.4.
  static let formItemElements: [ElementRule] = [
    ElementRule(
      "field",
      attributes: .item + .secure + [
        .optional("type", .text), .optional("slot", .name), .optional("modal", .boolean, default: "false"),
      ],
      children: speaking + ["filled/item", "grammar", "link", "option"],
      tolerated: tolerated + ["dtmf"], text: .spoken),
    ElementRule(
      "record",
      attributes: .item + .secure + [
        .optional("modal", .boolean, default: "true"), .optional("beep", .boolean, default: "false"),
        .optional("maxtime", .time), .optional("finalsilence", .time),
        .optional("dtmfterm", .boolean, default: "true"), .optional("type", .text),
      ],
      children: speaking + ["filled/item", "grammar"], tolerated: tolerated + ["dtmf"], text: .spoken),
    ElementRule(
      "transfer",
      attributes: .item + [
        .optional("dest", .text), .optional("destexpr", .expression), .optional("bridge", .boolean, default: "false"),
        .optional("type", .keyword(["blind", "bridge", "consultation"]), since: .v21),
        .optional("connecttimeout", .time), .optional("maxtime", .time), .optional("transferaudio", .sound),
        .optional("aai", .text), .optional("aaiexpr", .expression), .optional("ivr:route", .name),
      ],
      exclusives: [
        .exactlyOne("dest", "destexpr", "ivr:route"), .atMostOne("bridge", "type"), .atMostOne("aai", "aaiexpr"),
      ],
      children: speaking + ["filled/item", "grammar"], tolerated: tolerated + ["dtmf"], text: .spoken),
    ElementRule(
      "subdialog",
      attributes: .item + .documentFetch + [
        .optional("src", .uri), .optional("srcexpr", .expression), .optional("namelist", .names),
        .optional("method", .method, default: "get"), .optional("enctype", .text), .old("modal", .boolean),
      ],
      exclusives: [.exactlyOne("src", "srcexpr")],
      children: speaking + ["filled/item", "param"], tolerated: tolerated, text: .spoken),
    ElementRule(
      "object",
      attributes: .item + .resourceFetch + [
        .optional("classid", .text), .optional("codebase", .text), .optional("codetype", .text),
        .optional("data", .text),
        .optional("type", .text), .optional("archive", .text),
      ],
      children: speaking + ["filled/item", "param"], tolerated: tolerated, text: .spoken),
    ElementRule(
      "block", attributes: .item, children: ContentGroup.executable, tolerated: ContentGroup.looseSpeech,
      text: .spoken),
    ElementRule(
      "initial", attributes: .item, children: speaking + ["link"], tolerated: tolerated, text: .spoken),
    ElementRule(
      "filled",
      attributes: [.optional("mode", .keyword(["all", "any"]), default: "all"), .optional("namelist", .names)],
      children: ContentGroup.executable, tolerated: ContentGroup.looseSpeech, text: .spoken),
    ElementRule(
      "filled/item", attributes: [.forbidden("mode"), .forbidden("namelist")], children: ContentGroup.executable,
      tolerated: ContentGroup.looseSpeech, text: .spoken),
  ]
}
