import ECMAScript
import FlowDocument

extension Interpreter {
  /// The context in execution. There is one from the first committed document to the end of the call; before it,
  /// `begin` uses none.
  var context: ExecutionContext {
    _read { yield contexts[contexts.count - 1] }
    _modify { yield &contexts[contexts.count - 1] }
  }

  func document(of home: GrammarHome) -> PreparedDocument? {
    switch home {
    case .document: context.document
    case .root: context.root
    case .platform: context.dialog.platform
    }
  }

  func contentHome(_ home: GrammarHome) -> ContentHome {
    switch home {
    case .root: .flow(context.root ?? context.document)
    case .document, .platform: context.dialogHome
    }
  }

  /// The dialog in execution with its prepared items; `nil` while a document initialises.
  var dialog: PreparedDialog? {
    guard let index = context.dialog.index else { return nil }
    return (context.dialog.platform ?? context.document).dialogs[index]
  }

  /// The item that is visited.
  var currentItem: PreparedItem? {
    guard let current = context.dialog.current else { return nil }
    return dialog?.items[current]
  }

  var dialogName: String {
    guard let dialog else { return "" }
    return dialog.id ?? "\(dialog.kindName) at \(dialog.location)"
  }

  func itemName(_ index: Int) -> String {
    guard let item = dialog?.items[index] else { return "" }
    return item.name ?? item.kindName
  }

  /// Where the flow is, for people.
  var place: String {
    guard !contexts.isEmpty else { return flow }
    let location = currentItem?.location ?? dialog?.location ?? context.document.document.location
    return "\((context.dialog.platform ?? context.document).document.uri):\(location)"
  }
}
