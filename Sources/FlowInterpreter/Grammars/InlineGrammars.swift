import FlowDocument
import Grammar

/// Compiles what is written out in a document, once for all calls: inline grammars without references to other files,
/// keys of choices, options and links, phrases, and `type`s.
enum InlineGrammars {
  typealias Table = [SourceLocation: Result<CompiledGrammar, GrammarFault>]

  static func compile(_ document: Document) -> Table {
    var table: Table = [:]
    for link in document.links { add(link, to: &table) }
    for dialog in document.dialogs {
      switch dialog {
      case .menu(let menu):
        for choice in menu.choices { for grammar in choice.grammars { add(grammar, to: &table) } }
      case .form(let form):
        for grammar in form.grammars { add(grammar, to: &table) }
        for link in form.links { add(link, to: &table) }
        for item in form.items {
          for grammar in item.grammars { add(grammar, to: &table) }
          for link in item.links { add(link, to: &table) }
        }
      }
    }
    return table
  }

  private static func add(_ link: Link, to table: inout Table) {
    for grammar in link.grammars { add(grammar, to: &table) }
  }

  private static func add(_ element: GrammarElement, to table: inout Table) {
    guard case .inline(let grammar) = element.source, CompiledGrammar.references(of: grammar).isEmpty else { return }
    table[element.location] = Result { () throws(GrammarFault) in try CompiledGrammar(grammar) }
  }
}
