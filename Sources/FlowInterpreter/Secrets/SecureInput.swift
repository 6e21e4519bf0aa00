import CallInterface
import ECMAScript
import FlowDocument

/// Secure input while it is entered: keys and words that nobody may see.
extension Interpreter {
  /// Whether what is entered at an item is secure: the item is, or a grammar for a whole form may fill an item that is.
  func isSecure(_ item: PreparedItem, _ grammars: [ActiveGrammar]) -> Bool {
    if item.formItem?.isSecure ?? false { return true }
    return grammars.contains { active in
      switch active.owner {
      case .form: dialog?.hasSecureItems ?? false
      case .dialog(let index):
        (active.home == .root ? context.root : context.document)?.dialogs[index].hasSecureItems ?? false
      case .item, .option, .choice, .link, .universal:
        if case .initial = item.formItem?.kind { dialog?.hasSecureItems ?? false } else { false }
      }
    }
  }

  func isSecure(_ recording: RecordingState) -> Bool {
    dialog?.items[recording.item].formItem?.isSecure ?? false
  }

  /// The keys of a wait, as they may be seen.
  func shownKeys(_ input: InputState) -> String {
    let keys = input.collector.keys
    return input.isSecure ? String(repeating: Concealed.key, count: keys.count) : DigitCollector.text(keys)
  }

  mutating func reportInput(_ mode: InputMode, _ utterance: String, isSecret: Bool) {
    if isSecret { secrets.texts.learn(utterance) }
    report(.input(mode: mode, utterance: isSecret ? Concealed.text : utterance))
  }

  // MARK: Keys that no item took

  /// Whether keys that are thrown away may have been meant for a secure item.
  private var isNearSecrets: Bool {
    if !secrets.names.isEmpty { return true }
    return contexts.contains(where: \.document.hasSecureItems)
  }

  /// Whether what the caller does now may be secret: it is secure input, or may be typed ahead of it. Of keys that are
  /// typed ahead nobody knows what they are for: the document that comes next may ask for a secret.
  var isPrivate: Bool {
    switch state {
    case .input(let input): input.isSecure
    case .recording(let recording): isSecure(recording) || !typeAhead.isEmpty
    case .fetching, .playing, .extending, .promising:
      !typeAhead.isEmpty || contexts.last?.document.hasSecureItems ?? false
    case .beforeCall, .transferring, .ended: false
    }
  }

  mutating func forgetTypeAhead() {
    if !typeAhead.isEmpty, isNearSecrets { for input in typeAhead.inputs { secrets.conceal(input) } }
    typeAhead.clear()
  }

  /// A key over a prompt that cannot be interrupted.
  mutating func concealThrownAway() {
    if isNearSecrets { secrets.conceal(secrets.present) }
  }

  // MARK: Values

  /// After an input filled an item: a secure one holds a secret, and the shadow of any has the whole of a secret input.
  mutating func noteFilled(_ index: Int, _ value: ScriptValue, by result: InputResult) throws(ScriptFault) {
    guard let name = dialog?.items[index].name else { return }
    let isSecure = dialog?.items[index].formItem?.isSecure ?? false
    guard isSecure || result.isSecret || !secrets.names.isEmpty else { return }
    let scope = try dialogScope()
    if isSecure || result.isSecret {
      secrets.names.mark(name + "$", in: scope)
    } else {
      secrets.names.unmark(name + "$", in: scope)
    }
  }

  mutating func noteLastResult(_ result: InputResult) {
    if result.isSecret {
      secrets.texts.learn(result.utterance)
      secrets.names.mark("lastresult$", in: context.applicationScope)
    } else if !secrets.names.isEmpty {
      secrets.names.unmark("lastresult$", in: context.applicationScope)
    }
  }

  /// What a subdialog returned: the members that were secret there are secret in the item.
  mutating func noteReturned(_ values: [PassedValue], to index: Int) throws(ScriptFault) {
    let secret = values.filter(\.tracked.isSecret).map(\.name)
    guard !secret.isEmpty, let name = dialog?.items[index].name else { return }
    secrets.names.mark(name, Set(secret), in: try dialogScope())
  }

  /// Whether a value of a GET has a secret in it.
  func isTelling(_ value: FetchRequest.FormValue) -> Bool {
    switch value.content {
    case .text(let text): secrets.texts.occur(in: text)
    case .recording: false
    }
  }
}
