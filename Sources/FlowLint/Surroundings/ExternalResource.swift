import FlowDocument

/// A file that a flow needs and that is no flow: a grammar, a script, data, a sound.
struct ExternalResource {
  enum Kind: String {
    case grammar, script, data, sound, calendar
  }

  let kind: Kind
  let source: Located<String>
  /// Whether something is heard, or done, without it.
  let isReplaced: Bool
  let place: Place
}

extension WalkedFlow {
  /// Every such file that is written out, in the order of `nodes`.
  var resources: [ExternalResource] { nodes.flatMap(\.resources) }
}

extension FlowNode {
  fileprivate var resources: [ExternalResource] {
    switch element {
    case .grammar(let grammar): [resource(.grammar, grammar.source)].compactMap(\.self)
    case .audio(let audio): [resource(.sound, audio.source, isReplaced: !audio.fallback.isEmpty)].compactMap(\.self)
    case .executable(.script(let script)):
      if case .external(let source) = script.source { [resource(.script, source)].compactMap(\.self) } else { [] }
    case .executable(.data(let data)):
      [resource(.data, data.source), waitingSound(data.fetch)].compactMap(\.self)
    case .property(let property):
      property.name == "fetchaudio"
        ? [resource(.sound, .literal(property.value), isReplaced: true)].compactMap(\.self) : []
    case .item(let item):
      item.kind.sound.map { [ExternalResource(kind: .sound, source: $0, isReplaced: true, place: place)] } ?? []
    case .executable(.goto(let goto)): [waitingSound(goto.fetch)].compactMap(\.self)
    case .executable(.submit(let submit)): [waitingSound(submit.fetch)].compactMap(\.self)
    case .calendar(let calendar):
      calendar.source.flatMap { resource(.calendar, .literal($0)) }.map { [$0] } ?? []
    case .route, .say, .dialog, .handler, .link, .choice, .option, .filled, .prompt, .value, .mark,
      .repetition,
      .executable:
      []
    }
  }

  private func resource(_ kind: ExternalResource.Kind, _ source: TextSource, isReplaced: Bool = false)
    -> ExternalResource?
  {
    guard case .literal(let text) = source, !Destination.trimmed(text.value).isEmpty else { return nil }
    return ExternalResource(kind: kind, source: text, isReplaced: isReplaced, place: place)
  }

  private func resource(_ kind: ExternalResource.Kind, _ source: GrammarElement.Source) -> ExternalResource? {
    if case .external(let text) = source { resource(kind, text) } else { nil }
  }

  /// `fetchaudio`: silence will do instead.
  private func waitingSound(_ fetch: FetchAttributes) -> ExternalResource? {
    fetch.audio.flatMap { resource(.sound, .literal($0), isReplaced: true) }
  }
}

extension FormItem.Kind {
  /// What is heard while an item waits for something else than the caller.
  fileprivate var sound: Located<String>? {
    switch self {
    case .transfer(let transfer): transfer.transferAudio
    case .subdialog(let subdialog): subdialog.fetch.audio
    case .field, .record, .object, .block, .initial: nil
    }
  }
}
