public import FlowDocument

/// A document with everything that can be worked out once for all calls. Immutable and shared.
public final class PreparedDocument: Sendable {
  public let document: Document
  let dialogs: [PreparedDialog]
  /// What is active in every dialog of the document: document-scoped grammars of its dialogs, and its links.
  let shared: [SharedGrammar]

  /// Whether any item of its dialogs is secure.
  let hasSecureItems: Bool
  /// Properties of the document itself.
  let properties: PropertyTable

  struct SharedGrammar: Sendable {
    /// Not active in this dialog, which has it as its own.
    let dialog: Int?
    let grammar: PreparedGrammar
  }

  public init(_ document: Document) {
    self.document = document
    properties = PropertyTable(document.properties, over: nil)
    let place = PreparationPlace(
      language: document.language ?? "en", base: document.base, properties: properties, builtins: BuiltinGrammars())
    dialogs = document.dialogs.map { PreparedDialog($0, of: place) }
    hasSecureItems = dialogs.contains(where: \.hasSecureItems)
    shared = Self.shared(document)
  }

  private static func shared(_ document: Document) -> [SharedGrammar] {
    var shared: [SharedGrammar] = []
    for (index, dialog) in document.dialogs.enumerated() {
      switch dialog {
      case .menu(let menu):
        guard menu.scope == .document else { continue }
        for choice in menu.choices {
          shared += PreparedGrammar.of(choice).map { SharedGrammar(dialog: index, grammar: $0) }
        }
      case .form(let form):
        for grammar in form.grammars where (grammar.scope ?? form.scope) == .document {
          shared.append(SharedGrammar(dialog: index, grammar: PreparedGrammar(grammar, owner: .dialog(index))))
        }
      }
    }
    for link in document.links {
      shared += PreparedGrammar.of(link).map { SharedGrammar(dialog: nil, grammar: $0) }
    }
    return shared.sorted { $0.grammar.location < $1.grammar.location }
  }
}
