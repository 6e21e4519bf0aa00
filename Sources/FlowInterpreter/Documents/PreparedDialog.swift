import FlowDocument
import Prompting

/// Where in a document something is prepared.
struct PreparationPlace {
  /// `xml:lang` of the document.
  let language: String
  /// The base of relative URIs.
  let base: String
  let words: WordTables?
  let properties: PropertyTable
  let builtins: BuiltinGrammars

  func inside(_ properties: PropertyTable) -> PreparationPlace {
    PreparationPlace(language: language, base: base, words: words, properties: properties, builtins: builtins)
  }
}

/// A dialog as the form interpretation algorithm sees it: a menu is a form with one item (VoiceXML 2.0 §2.2).
final class PreparedDialog: Sendable {
  let dialog: Dialog
  let items: [PreparedItem]
  /// Names of items to their places.
  let itemIndex: [String: Int]
  /// Form-level grammars and links.
  let grammars: [PreparedGrammar]

  /// Whether any of its items is secure.
  let hasSecureItems: Bool
  /// Properties of the dialog and its document.
  let properties: PropertyTable

  init(_ dialog: Dialog, of document: PreparationPlace) {
    self.dialog = dialog
    switch dialog {
    case .form(let form):
      properties = PropertyTable(form.properties, over: document.properties)
      let place = document.inside(properties)
      items = form.items.map { PreparedItem($0, of: place) }
      grammars = PreparedGrammar.inOrder(
        form.links.flatMap(PreparedGrammar.of), with: form.grammars.map { PreparedGrammar($0, owner: .form) })
    case .menu(let menu):
      properties = PropertyTable(menu.properties, over: document.properties)
      items = [PreparedItem(menu, of: document.inside(properties))]
      grammars = []
    }
    var index: [String: Int] = [:]
    for (place, item) in items.enumerated() {
      if let name = item.name { index[name] = place }
    }
    itemIndex = index
    hasSecureItems = items.contains { $0.formItem?.isSecure ?? false }
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
}
