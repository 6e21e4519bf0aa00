import CallInterface
import ECMAScript
import FlowDocument
import Grammar

/// Which grammars are active for an item, in order of precedence (VoiceXML 2.0 §3.1.3, §3.1.4): the item's, the form's,
/// the document's, the application's, the universals.
extension Interpreter {
  /// The active grammars; instead, where one has to be fetched first or cannot be had, what to do then.
  mutating func activeGrammars(for item: PreparedItem, at index: Int, localOnly: Bool = false) -> Attempt<[ActiveGrammar]> {
    var preparation = GrammarPreparation(item: index)
    let wanted = wantedGrammars(for: item, localOnly: localOnly || item.isModal)
    for entry in wanted {
      switch prepare(entry, &preparation) {
      case .instead(let outcome):
        return .instead(outcome)
      case .done(let grammar):
        if let grammar { preparation.active.append(ActiveGrammar(grammar: grammar, owner: entry.owner)) }
      }
    }
    context.fetchedGrammars = [:]
    return .done(preparation.active)
  }

  // MARK: What is wanted

  struct WantedGrammar {
    enum Source {
      case element(GrammarElement, PreparedDocument)
      case keys(String)
      case phrase(String, PhraseMatch)
      case builtin(String, GrammarMode)
    }
    let source: Source
    let owner: ActiveGrammar.Owner
  }

  private func wantedGrammars(for item: PreparedItem, localOnly: Bool) -> [WantedGrammar] {
    var wanted = local(item)
    if localOnly { return wanted }
    let document = context.document
    if let dialog {
      for link in item.formItem?.links ?? [] { add(link, .document, document, to: &wanted) }
      for grammar in dialog.form?.grammars ?? [] {
        wanted.append(WantedGrammar(source: .element(grammar, document), owner: .form))
      }
      for link in dialog.links { add(link, .document, document, to: &wanted) }
    }
    addDocument(document, inRoot: false, except: context.dialog.index, to: &wanted)
    if let root = context.root { addDocument(root, inRoot: true, except: nil, to: &wanted) }
    addUniversals(to: &wanted)
    return wanted
  }

  private func local(_ item: PreparedItem) -> [WantedGrammar] {
    var wanted: [WantedGrammar] = []
    switch item {
    case .menu(let menu):
      for choice in menu.choices { add(choice, context.document, to: &wanted) }
    case .formItem(let formItem):
      for grammar in formItem.grammars {
        wanted.append(WantedGrammar(source: .element(grammar, context.document), owner: .item))
      }
      guard case .field(let field) = formItem.kind else { break }
      for option in field.options {
        if let keys = option.dtmf?.value { wanted.append(WantedGrammar(source: .keys(keys), owner: .option(option))) }
        if !option.phrase.isEmpty {
          wanted.append(WantedGrammar(source: .phrase(option.phrase, option.accept), owner: .option(option)))
        }
      }
      if let type = field.type?.value {
        wanted.append(WantedGrammar(source: .builtin(type, .dtmf), owner: .item))
        wanted.append(WantedGrammar(source: .builtin(type, .voice), owner: .item))
      }
    }
    return wanted
  }

  private func add(_ choice: Choice, _ document: PreparedDocument, to wanted: inout [WantedGrammar]) {
    if let keys = choice.dtmf?.value { wanted.append(WantedGrammar(source: .keys(keys), owner: .choice(choice))) }
    for grammar in choice.grammars {
      wanted.append(WantedGrammar(source: .element(grammar, document), owner: .choice(choice)))
    }
    if choice.grammars.isEmpty && !choice.phrase.isEmpty {
      wanted.append(WantedGrammar(source: .phrase(choice.phrase, choice.accept), owner: .choice(choice)))
    }
  }

  private func add(
    _ link: Link, _ home: LinkHome, _ document: PreparedDocument, to wanted: inout [WantedGrammar]
  ) {
    if let keys = link.dtmf?.value { wanted.append(WantedGrammar(source: .keys(keys), owner: .link(link, home))) }
    for grammar in link.grammars {
      wanted.append(WantedGrammar(source: .element(grammar, document), owner: .link(link, home)))
    }
  }

  /// Document-scoped grammars of the dialogs, and the document's links.
  private func addDocument(
    _ document: PreparedDocument, inRoot: Bool, except current: Int?, to wanted: inout [WantedGrammar]
  ) {
    for (index, dialog) in document.dialogs.enumerated() where index != current {
      switch dialog.dialog {
      case .menu(let menu):
        guard menu.scope == .document else { continue }
        for choice in menu.choices { add(choice, document, to: &wanted) }
      case .form(let form):
        for grammar in form.grammars where (grammar.scope ?? form.scope) == .document {
          wanted.append(
            WantedGrammar(source: .element(grammar, document), owner: .dialog(index, inRoot: inRoot)))
        }
      }
    }
    for link in document.document.links { add(link, inRoot ? .root : .document, document, to: &wanted) }
  }

  /// `universals` (§6.3.6): commands that can be said anywhere.
  private func addUniversals(to wanted: inout [WantedGrammar]) {
    let setting = property("universals") ?? "none"
    if setting == "none" { return }
    let names = setting.split(whereSeparator: \.isWhitespace)
    for name in ["help", "cancel", "exit"] where setting == "all" || names.contains(Substring(name)) {
      wanted.append(WantedGrammar(source: .phrase(name, .exact), owner: .universal(name)))
    }
  }
}
