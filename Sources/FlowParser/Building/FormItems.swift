internal import FlowDocument

/// Form items (VoiceXML 2.0 §2.3).
extension DocumentBuilder {
  /// `nil` if the element is no form item, or one that cannot be built.
  func formItem(_ element: CheckedElement) -> FormItem? {
    guard let kind = kind(of: element) else { return nil }
    let isBlock = element.name == "block"
    return FormItem(
      name: element.normal("name"), expression: element.expression("expr"), condition: element.expression("cond"),
      prompts: isBlock ? [] : prompts(of: element),
      filled: element.elements(named: "filled").map {
        ItemFilled(content: executables($0), location: $0.location)
      },
      grammars: grammars(of: element), links: links(of: element), handlers: handlers(of: element),
      properties: properties(of: element), kind: kind,
      isSecure: element.boolean("ivr:secure") ?? false, location: element.location)
  }

  private func kind(of element: CheckedElement) -> FormItem.Kind? {
    switch element.name {
    case "field": .field(field(element))
    case "record": .record(record(element))
    case "transfer": transfer(element).map { .transfer($0) }
    case "subdialog": subdialog(element).map { .subdialog($0) }
    case "object": .object(ObjectItem(classID: element.string("classid"), parameters: parameters(of: element)))
    case "block": .block(Block(content: executables(element)))
    case "initial": .initial
    default: nil
    }
  }

  private func field(_ element: CheckedElement) -> Field {
    Field(
      type: element.text("type"), slot: element.normal("slot")?.value, isModal: element.boolean("modal") ?? false,
      options: element.elements(named: "option").map { option in
        Option(
          dtmf: option.normal("dtmf"), phrase: phrase(of: option), value: option.string("value"),
          accept: option.keyword("accept", as: PhraseMatch.self) ?? .exact, location: option.location)
      })
  }

  private func record(_ element: CheckedElement) -> Record {
    Record(
      isModal: element.boolean("modal") ?? true, beep: element.boolean("beep") ?? false,
      maxTime: element.duration("maxtime"), finalSilence: element.duration("finalsilence"),
      dtmfTerm: element.boolean("dtmfterm") ?? true, type: element.text("type"))
  }

  private func transfer(_ element: CheckedElement) -> Transfer? {
    let target =
      element.source("dest", "destexpr").map { Transfer.Target.destination($0) }
      ?? element.normal("ivr:route").map { .route($0) }
    guard let target else { return nil }
    let bridged: Transfer.Kind = element.boolean("bridge") == true ? .bridge : .blind
    return Transfer(
      target: target, kind: element.keyword("type", as: Transfer.Kind.self) ?? bridged,
      connectTimeout: element.duration("connecttimeout"), maxTime: element.duration("maxtime"),
      transferAudio: element.text("transferaudio"), aai: element.source("aai", "aaiexpr"))
  }

  private func subdialog(_ element: CheckedElement) -> Subdialog? {
    guard let source = element.source("src", "srcexpr") else { return nil }
    return Subdialog(
      source: source, parameters: parameters(of: element), namelist: element.names("namelist") ?? [],
      method: method(element), encoding: element.string("enctype"), fetch: fetch(element))
  }
}
