import FlowDocument

/// What the FIA visits: a form item, or the menu itself. A class, so that passing it on copies nothing.
final class PreparedItem: Sendable {
  enum Element: Sendable {
    case formItem(FormItem)
    case menu(Menu)
  }
  let element: Element
  let name: String?
  /// Its own grammars by precedence.
  let grammars: [PreparedGrammar]
  /// Its own grammars and its links, in document order.
  let grammarsAndLinks: [PreparedGrammar]

  /// Its prompts, those without expressions already rendered.
  let prompts: [PreparedPrompt]
  /// Properties of the item, its dialog and its document, the innermost first.
  let properties: PropertyTable

  init(_ item: FormItem, of place: PreparationPlace) {
    element = .formItem(item)
    prompts = item.prompts.map { PreparedPrompt($0, of: place) }
    properties = PropertyTable(item.properties, over: place.properties)
    name = item.name?.value
    grammars = PreparedGrammar.of(item, place)
    grammarsAndLinks = PreparedGrammar.inOrder(item.links.flatMap(PreparedGrammar.of), with: grammars)
  }

  init(_ menu: Menu, of place: PreparationPlace) {
    element = .menu(menu)
    prompts = menu.prompts.map { PreparedPrompt($0, of: place) }
    properties = place.properties
    name = nil
    grammars = menu.choices.flatMap(PreparedGrammar.of)
    grammarsAndLinks = grammars
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

  /// Handlers of a menu are its dialog's.
  var handlers: [Handler] { formItem?.handlers ?? [] }
  var isInputItem: Bool { formItem?.isInputItem ?? true }

  var isInitial: Bool {
    if case .initial = formItem?.kind { true } else { false }
  }

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
