import CallInterface
import ECMAScript
import FlowDocument

/// On the way to another dialog.
struct Transition {
  enum Cause {
    case start
    /// `goto`, `choice`, `link`: keeps the application's variables in its own root.
    case goto
    /// Always fetches, and initialises the root afresh.
    case submit
    case subdialog([PassedValue])
  }
  let cause: Cause
  /// Absolute, without fragment; `nil` stays in the present document.
  let uri: String?
  let fragment: String?
  /// To a dialog of the platform's defaults, by its name; never to another document.
  var isToPlatform = false
  /// The dialog's place in its document, where it is known without a name.
  var dialog: Int?
  let fetch: FetchAttributes
  var body: FetchRequest.Body?
  /// A match that enters the dialog (FIA: start in the process phase).
  var entryResult: InputResult?
}
