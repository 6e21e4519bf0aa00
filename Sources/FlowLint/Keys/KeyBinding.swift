import FlowDocument

/// Keys that mean something, and where that is written.
struct KeyBinding {
  let keys: String
  /// Where it leads, as written; `nil` where it fills a field or is computed.
  let target: String?
  let location: SourceLocation

  init?(_ keys: Located<String>?, target: String? = nil) {
    guard let keys else { return nil }
    self.keys = keys.value.filter { !$0.isWhitespace }
    self.target = target
    location = keys.location
  }

  init?(_ choice: Choice) { self.init(choice.dtmf, target: choice.action.writtenTarget) }
  init?(_ option: Option) { self.init(option.dtmf) }
  init?(_ link: Link) { self.init(link.dtmf, target: link.action.writtenTarget) }
}

extension ChoiceAction {
  fileprivate var writtenTarget: String? {
    switch self {
    case .go(.literal(let text), _): "to " + text.value
    case .throwEvent(let event): if case .literal(let text) = event.event { "event " + text.value } else { nil }
    case .go: nil
    }
  }
}

/// One question to the caller: a menu or a field with options, and the keys that work there.
struct KeyQuestion {
  enum Kind: String {
    case menu, field
  }

  let kind: Kind
  /// Its own, in document order.
  let own: [KeyBinding]
  /// Links of this document that work there as well, from the item outwards; none where the item is modal.
  let links: [KeyBinding]
  /// Links of the application root.
  let rootLinks: [KeyBinding]
  /// Properties that hold there, the innermost first.
  let properties: [[Property]]

  /// The value of a property there, if a document of the flow gives one.
  func property(_ name: String) -> String? {
    for scope in properties {
      if let found = scope.last(where: { $0.name == name }) { return found.value.value }
    }
    return nil
  }
}

extension FlowUnderCheck {
  /// Every menu and every field with options.
  var keyQuestions: [KeyQuestion] {
    document.dialogs.flatMap { dialog -> [KeyQuestion] in
      switch dialog {
      case .menu(let menu):
        [question(.menu, menu.choices.compactMap(KeyBinding.init), links: [], inside: [menu.properties])]
      case .form(let form):
        form.items.compactMap { item in
          guard case .field(let field) = item.kind, !field.options.isEmpty else { return nil }
          return question(
            .field, field.options.compactMap(KeyBinding.init), links: item.links + form.links,
            inside: [item.properties, form.properties], isModal: field.isModal)
        }
      }
    }
  }

  private func question(
    _ kind: KeyQuestion.Kind, _ own: [KeyBinding], links: [Link], inside: [[Property]], isModal: Bool = false
  ) -> KeyQuestion {
    KeyQuestion(
      kind: kind, own: own, links: isModal ? [] : (links + document.links).compactMap(KeyBinding.init),
      rootLinks: isModal ? [] : (root?.document.links ?? []).compactMap(KeyBinding.init),
      properties: inside + [document.properties, root?.document.properties ?? []])
  }
}
