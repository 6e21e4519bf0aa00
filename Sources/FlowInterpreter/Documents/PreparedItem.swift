import FlowDocument

/// A dialog as the form interpretation algorithm sees it: a menu is a form with one item (VoiceXML 2.0 §2.2).
struct PreparedDialog: Sendable {
  let dialog: Dialog
  let items: [PreparedItem]
  /// Names of items to their places.
  let itemIndex: [String: Int]

  init(_ dialog: Dialog) {
    self.dialog = dialog
    switch dialog {
    case .form(let form): items = form.items.map(PreparedItem.formItem)
    case .menu(let menu): items = [.menu(menu)]
    }
    var index: [String: Int] = [:]
    for (place, item) in items.enumerated() {
      if let name = item.name { index[name] = place }
    }
    itemIndex = index
  }

  var id: String? { dialog.id?.value }
  var location: SourceLocation { dialog.location }

  var kindName: String {
    switch dialog {
    case .form: "form"
    case .menu: "menu"
    }
  }

  var form: Form? {
    if case .form(let form) = dialog { form } else { nil }
  }

  var handlers: [Handler] {
    switch dialog {
    case .form(let form): form.handlers
    case .menu(let menu): menu.handlers
    }
  }

  var properties: [Property] {
    switch dialog {
    case .form(let form): form.properties
    case .menu(let menu): menu.properties
    }
  }

  var links: [Link] { form?.links ?? [] }
}

/// What the FIA visits: a form item, or the menu itself.
enum PreparedItem: Sendable {
  case formItem(FormItem)
  case menu(Menu)

  var formItem: FormItem? {
    if case .formItem(let item) = self { item } else { nil }
  }

  var name: String? { formItem?.name?.value }

  var location: SourceLocation {
    switch self {
    case .formItem(let item): item.location
    case .menu(let menu): menu.location
    }
  }

  var prompts: [Prompt] {
    switch self {
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
