import FlowDocument

/// What the FIA visits: a form item, or the menu itself.
struct PreparedItem: Sendable {
  enum Element: Sendable {
    case formItem(FormItem)
    case menu(Menu)
  }
  let element: Element
  let name: String?
  /// Its own grammars by precedence.
  let grammars: [PreparedGrammar]
  /// Its links, which yield to its own grammars.
  let links: [PreparedGrammar]

  init(_ item: FormItem, language: String) {
    element = .formItem(item)
    name = item.name?.value
    grammars = PreparedGrammar.of(item, language: language)
    links = item.links.flatMap(PreparedGrammar.of)
  }

  init(_ menu: Menu) {
    element = .menu(menu)
    name = nil
    grammars = menu.choices.flatMap(PreparedGrammar.of)
    links = []
  }

  var formItem: FormItem? {
    if case .formItem(let item) = element { item } else { nil }
  }

  var location: SourceLocation {
    switch element {
    case .formItem(let item): item.location
    case .menu(let menu): menu.location
    }
  }

  var prompts: [Prompt] {
    switch element {
    case .formItem(let item): item.prompts
    case .menu(let menu): menu.prompts
    }
  }

  /// Handlers of a menu are its dialog's.
  var handlers: [Handler] { formItem?.handlers ?? [] }
  var properties: [Property] { formItem?.properties ?? [] }
  var isInputItem: Bool { formItem?.isInputItem ?? true }

  var isModal: Bool {
    switch formItem?.kind {
    case .field(let field): field.isModal
    case .record(let record): record.isModal
    case .transfer: true
    case .subdialog, .object, .block, .initial, nil: false
    }
  }

  var kindName: String {
    switch formItem?.kind {
    case .field: "field"
    case .record: "record"
    case .transfer: "transfer"
    case .subdialog: "subdialog"
    case .object: "object"
    case .block: "block"
    case .initial: "initial"
    case nil: "menu"
    }
  }
}
