import CallInterface
import ECMAScript
import FlowDocument

/// A document and its application root in execution; a subdialog runs in one of its own (VoiceXML 2.0 §1.5.3).
struct ExecutionContext {
  /// The document whose dialogs run.
  var document: PreparedDocument
  /// The application root, unless the document is its own.
  var root: PreparedDocument?
  /// Absolute URI of the application root: of the root, or of the document itself.
  var applicationURI: String
  var applicationScope: ScriptScope
  /// The application's scope itself where the document is its own root.
  var documentScope: ScriptScope
  var dialog: DialogState
  var history = DialogHistory()
  var activity: Activity
  /// What runs now, if executable content does.
  var execution: Execution?
  /// Values of `param`s for the first dialog of a subdialog.
  var parameters: [PassedValue] = []
  /// Where the document is entered once it is initialised: a dialog's place, `nil` where it has none.
  var entry: Int?
  var entryResult: InputResult?
  /// External grammars of the item that is being prepared, by URI.
  var fetchedGrammars: [String: ResourceReference] = [:]
  /// What a recording or a transfer was prepared with before its prompts were heard.
  var heldGrammars: [ActiveGrammar] = []
  var heldTransfer: HeldTransfer?
  /// Of the application root and the document.
  var calendars = LiveCalendars()
  /// Not yet visible as `application.lastresult$`.
  var lastResult: LastResult?
}

extension ExecutionContext {
  /// The document that the dialog in execution stands in.
  var dialogHome: ContentHome { dialog.platform.map { .platform($0) } ?? .flow(document) }
}

/// What the interpreter does next in a context.
enum Activity {
  /// Document-level `var`, `script` and `data`, of the root first where it is new.
  case initialiseDocument(next: Int, ofRoot: Bool)
  /// The dialog's variables and form item variables, from this place on.
  case initialiseDialog(next: Int)
  /// The select phase.
  case select
  /// The end of the collect phase: the item's prompts are queued, its wait can begin.
  case collect(item: Int)
  /// Executable content, then what its purpose says.
  case execute
  /// An event or a result will decide.
  case waiting
}
