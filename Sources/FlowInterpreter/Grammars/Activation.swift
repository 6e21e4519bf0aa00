import CallInterface
import ECMAScript
import FlowDocument
import Grammar

/// Which grammars are active for an item, in order of precedence (VoiceXML 2.0 §3.1.3, §3.1.4): the item's, the form's,
/// the document's, the application's, the universals.
extension Interpreter {
  /// The active grammars; instead, where one has to be fetched first or cannot be had, what to do then.
  mutating func activeGrammars(
    for item: PreparedItem, at index: Int, localOnly: Bool = false
  ) -> Attempt<[ActiveGrammar]> {
    var active: [ActiveGrammar] = []
    for entry in wantedGrammars(for: item, localOnly: localOnly || item.isModal) {
      switch prepare(entry, for: index) {
      case .instead(let outcome): return .instead(outcome)
      case .done(let grammar):
        if let event = incomprehensible(grammar, of: entry) { return .instead(.throwEvent(event)) }
        active.append(
          ActiveGrammar(grammar: grammar, prepared: entry.grammar, home: entry.home, isOwn: entry.isOwn))
      }
    }
    if !context.fetchedGrammars.isEmpty { context.fetchedGrammars = [:] }
    return .done(active)
  }

  struct WantedGrammar {
    let grammar: PreparedGrammar
    let home: GrammarHome
    /// Of the item itself.
    var isOwn = false
  }

  private func wantedGrammars(for item: PreparedItem, localOnly: Bool) -> [WantedGrammar] {
    var wanted: [WantedGrammar] = []
    let home: GrammarHome = context.dialog.platform == nil ? .document : .platform
    func add(_ grammars: [PreparedGrammar], isOwn: Bool = false) {
      for grammar in grammars { wanted.append(WantedGrammar(grammar: grammar, home: home, isOwn: isOwn)) }
    }
    add(localOnly ? item.grammars : item.grammarsAndLinks, isOwn: true)
    if localOnly { return wanted }
    if let dialog { add(dialog.grammars, isOwn: item.isInitial) }
    let dialog = context.dialog.platform == nil ? context.dialog.index : nil
    for shared in context.document.shared where shared.dialog == nil || shared.dialog != dialog {
      wanted.append(WantedGrammar(grammar: shared.grammar, home: .document))
    }
    for shared in context.root?.shared ?? [] { wanted.append(WantedGrammar(grammar: shared.grammar, home: .root)) }
    for grammar in universals() { wanted.append(WantedGrammar(grammar: grammar, home: .document)) }
    return wanted
  }

  /// `universals` (§6.3.6): commands that can be said anywhere.
  private func universals() -> [PreparedGrammar] {
    let setting = property("universals") ?? "none"
    if setting == "none" { return [] }
    let names = setting.split(whereSeparator: \.isWhitespace)
    return ["help", "cancel", "exit"].filter { setting == "all" || names.contains(Substring($0)) }.map {
      PreparedGrammar(phrase: $0, accept: .exact, at: SourceLocation(line: 0, column: 0), owner: .universal($0))
    }
  }
}
