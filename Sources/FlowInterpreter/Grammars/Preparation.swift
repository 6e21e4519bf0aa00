import CallInterface
import ECMAScript
import FlowDocument
import Grammar

/// Making a wanted grammar ready: compiled with its document, built in, or fetched (VoiceXML 2.0 §3.1.1).
extension Interpreter {
  /// - Parameter item: the item that will wait; prepared again when a grammar was fetched for it.
  mutating func prepare(_ wanted: WantedGrammar, for item: Int) -> Attempt<CompiledGrammar> {
    switch wanted.grammar.source {
    case .compiled(let grammar):
      return .done(grammar)
    case .faulty(let fault):
      return .instead(Self.event(fault))
    case .element(let element):
      guard let document = document(of: wanted.home) else {
        return .instead(.proceed)
      }
      return prepare(element, of: document, for: item)
    }
  }

  private func checked(
    _ make: () throws(GrammarFault) -> CompiledGrammar
  ) -> Attempt<CompiledGrammar> {
    do throws(GrammarFault) { return .done(try make()) } catch { return .instead(Self.event(error)) }
  }

  private static func event(_ fault: GrammarFault) -> Outcome {
    let place = fault.location.map { " (\($0))" } ?? ""
    return .throwEvent(ThrownEvent(fault.event, fault.message + place))
  }

  private static func unsupported(_ type: String, at location: SourceLocation) -> Outcome {
    event(
      GrammarFault(
        event: "error.unsupported.format",
        message: "grammars of \(type) are not supported, only application/srgs+xml", location: location))
  }

  private mutating func prepare(
    _ element: GrammarElement, of document: PreparedDocument, for item: Int
  ) -> Attempt<CompiledGrammar> {
    switch element.source {
    case .foreignFormat:
      return .instead(Self.unsupported(element.type.map { "type \($0.value)" } ?? "this format", at: element.location))
    case .inline(let grammar):
      return link(grammar, element, for: item)
    case .external(let source):
      if let type = element.type?.value, !Self.isSupported(type) {
        return .instead(Self.unsupported("type \(type)", at: element.location))
      }
      return external(source, element, document, for: item)
    }
  }

  private static func isSupported(_ type: String) -> Bool {
    let known = ["application/srgs+xml", "application/grammar+xml", "application/xml", "text/xml"]
    return known.contains(type.lowercased().split(separator: ";").first.map { WhiteSpace.collapsed(String($0)) } ?? "")
  }

  // MARK: External grammars

  private mutating func external(
    _ source: TextSource, _ element: GrammarElement, _ document: PreparedDocument, for item: Int
  ) -> Attempt<CompiledGrammar> {
    let reference: String
    do throws(ScriptFault) { reference = try text(source) } catch {
      return .instead(fault(error, source))
    }
    if reference.hasPrefix("builtin:") { return builtin(reference, element) }
    guard let absolute = URIReference.resolve(WhiteSpace.collapsed(reference), against: document.document.base) else {
      return .instead(.throwEvent(ThrownEvent("error.badfetch", "grammar: '\(reference)' is not a URI")))
    }
    let (uri, fragment) = URIReference.splitFragment(absolute)
    guard let loaded = context.fetchedGrammars[uri] else {
      return .instead(fetch(.grammar, uri, element.fetch, purpose: .grammar(item: item)))
    }
    guard let file = library.grammar(loaded) else { return .instead(lost(loaded)) }
    return checked { () throws(GrammarFault) in
      try file.compiled(fragment)
    }
  }

  /// `builtin:dtmf/digits?length=4`, `builtin:grammar/boolean` (§2.3.1.2).
  private func builtin(_ uri: String, _ element: GrammarElement) -> Attempt<CompiledGrammar> {
    let rest = uri.dropFirst("builtin:".count)
    guard let slash = rest.firstIndex(of: "/") else {
      return .instead(
        Self.event(
          GrammarFault(
            event: "error.unsupported.builtin", message: "'\(uri)' names no built-in grammar",
            location: element.location)))
    }
    let mode: GrammarMode = rest[..<slash] == "dtmf" ? .dtmf : .voice
    let type = String(rest[rest.index(after: slash)...])
    let language = element.language ?? options.language ?? "en"
    return checked { () throws(GrammarFault) in try CompiledGrammar.builtin(type, mode: mode, language: language) }
  }

  /// An inline grammar that refers to rules of other files: they are fetched one by one.
  private mutating func link(
    _ grammar: GrammarDocument, _ element: GrammarElement, for item: Int
  ) -> Attempt<CompiledGrammar> {
    var references: [String: GrammarDocument] = [:]
    for uri in CompiledGrammar.references(of: grammar) {
      guard let loaded = context.fetchedGrammars[uri] else {
        return .instead(fetch(.grammar, uri, element.fetch, purpose: .grammar(item: item)))
      }
      guard let file = library.grammar(loaded) else { return .instead(lost(loaded)) }
      references[uri] = file.document
      references.merge(file.references) { first, _ in first }
    }
    return checked { () throws(GrammarFault) in try CompiledGrammar(grammar, references: references) }
  }

  /// A fetched grammar is there: the item is prepared again from the start, with it.
  mutating func grammarLoaded(_ reference: ResourceReference, item: Int, as uri: String) -> Outcome {
    context.fetchedGrammars[uri] = reference
    context.activity = .collect(item: item)
    return .proceed
  }
}
