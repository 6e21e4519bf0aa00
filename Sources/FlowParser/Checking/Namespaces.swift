/// The namespaces that mean something to this parser.
enum Namespaces {
  static let flow = "http://www.w3.org/2001/vxml"
  static let grammar = "http://www.w3.org/2001/06/grammar"
  static let speech = "http://www.w3.org/2001/10/synthesis"
  static let dialect = "urn:attendant:flow:1"
  static let xml = "http://www.w3.org/XML/1998/namespace"
  static let schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"

  /// Whether a namespace belongs to the standards or to us, so that no host can declare elements in it.
  static func isTaken(_ namespace: String) -> Bool {
    let ours = "urn:attendant:"
    return [flow, grammar, speech, xml, schemaInstance, "http://www.w3.org/2000/xmlns/"].contains(namespace)
      || namespace.lowercased().hasPrefix(ours)
  }
}

/// How the namespace of an element is read in one document.
struct DocumentFamily {
  enum Meaning: Hashable {
    /// Of the language, and of one of these families of the table.
    case own([ElementRule.Family])
    case foreign
  }

  /// That of the root element, which may be missing or misspelt in real documents.
  let rootNamespace: String?

  func meaning(of namespace: String?) -> Meaning {
    switch namespace {
    case Namespaces.dialect: .own([.dialect])
    case Namespaces.grammar where rootNamespace != Namespaces.grammar: .own([.grammar])
    case Namespaces.speech: .own([.speech])
    case nil, Namespaces.flow, Namespaces.grammar: .own([.flow, .speech, .grammar])
    case rootNamespace: .own([.flow, .speech, .grammar])
    default: .foreign
    }
  }
}
