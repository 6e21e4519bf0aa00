import ECMAScript
import FlowDocument

/// A form or menu in execution: the form item variables' counters and the FIA's own memory (VoiceXML 2.0 §2.1.6).
struct DialogState {
  /// Its place in its document; `nil` while the document initialises.
  var index: Int?
  /// The platform's defaults that it is a dialog of; `nil`: the document in execution.
  var platform: PreparedDocument?
  /// Of a dialog of the platform: `ivr.operatorroute` where the caller came from.
  var operatorRoute: String?
  /// The dialog scope, opened when something first needs it.
  var scope: ScriptScope?
  var items: [ItemState] = []
  /// Event counters of the form itself.
  var counters = EventCounters()
  /// The item that is visited.
  var current: Int?
  /// Chosen by `goto nextitem`.
  var next: Int?
  /// Whether the next collect phase queues the item's prompts (§5.3.6).
  var queuesPrompts = true
  /// The result of the input that led into this dialog from elsewhere (FIA: start in the process phase).
  var entryResult: InputResult?
}

struct ItemState {
  /// The prompt counter.
  var promptCount = 1
  var counters = EventCounters()
  /// What the caller heard before its last wait.
  var heard: HeardPrompts?
  /// The form item variable of an item without a name.
  var isHiddenSet = false
}

/// How often each event occurred (§5.2.2): `a.b.c` counts for `a.b.c`, `a.b` and `a`.
struct EventCounters {
  private var counts: [String: Int] = [:]
  /// All noinput and nomatch, for `ivr.retrylimit`.
  var retries = 0

  mutating func count(_ event: String) {
    for prefix in EventName.prefixes(of: event) { counts[prefix, default: 0] += 1 }
  }

  subscript(event: String) -> Int { counts[event] ?? 0 }
}
