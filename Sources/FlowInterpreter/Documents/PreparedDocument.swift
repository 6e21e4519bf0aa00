public import FlowDocument
public import Prompting

/// A document with everything that can be worked out once for all calls. Immutable and shared.
public final class PreparedDocument: Sendable {
  public let document: Document
  /// What is said for the keys of its `ivr:say`.
  public let words: WordTables?
  let dialogs: [PreparedDialog]
  /// What is active in every dialog of the document: document-scoped grammars of its dialogs, and its links.
  let shared: [SharedGrammar]

  /// Whether any item of its dialogs is secure.
  let hasSecureItems: Bool
  /// Properties of the document itself.
  let properties: PropertyTable

  /// Of a company's own defaults: the built-in ones, for what the company's leave out.
  let fallback: PreparedDocument?
  /// Of the platform's defaults: these and what stands behind them, in the order in which they are asked.
  var layers: [PreparedDocument] { [self] + (fallback?.layers ?? []) }

  struct SharedGrammar: Sendable {
    /// Not active in this dialog, which has it as its own.
    let dialog: Int?
    let grammar: PreparedGrammar
  }

  /// - Parameter fallback: of the platform's defaults, the handlers, properties and dialogs behind these.
  public init(_ document: Document, words: WordTables? = nil, over fallback: PreparedDocument? = nil) {
    self.document = document
    self.words = words
    self.fallback = fallback
    properties = PropertyTable(document.properties, over: fallback?.properties)
    let place = PreparationPlace(
      language: document.language ?? "en", base: document.base, words: words, properties: properties,
      builtins: BuiltinGrammars())
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
