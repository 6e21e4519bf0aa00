import FlowDocument

/// A dialog as the form interpretation algorithm sees it: a menu is a form with one item (VoiceXML 2.0 §2.2).
struct PreparedDialog: Sendable {
  let dialog: Dialog
  let items: [PreparedItem]
  /// Names of items to their places.
  let itemIndex: [String: Int]
  /// Form-level grammars and links.
  let grammars: [PreparedGrammar]

  init(_ dialog: Dialog, language: String) {
    self.dialog = dialog
    switch dialog {
    case .form(let form):
      items = form.items.map { PreparedItem($0, language: language) }
      grammars =
        form.grammars.map { PreparedGrammar($0, owner: .form) } + form.links.flatMap(PreparedGrammar.of)
    case .menu(let menu):
      items = [PreparedItem(menu)]
      grammars = []
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
}
