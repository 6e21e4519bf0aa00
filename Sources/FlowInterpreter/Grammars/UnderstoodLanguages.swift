import FlowDocument
import Grammar

/// Languages without a recogniser (VoiceXML 2.0 §5.2.6).
extension Interpreter {
  /// What to throw instead of listening to words of a language that nobody understands. Keys have no language, and where
  /// words are not listened to (`inputmodes`) theirs does not matter.
  func incomprehensible(_ grammar: CompiledGrammar, of wanted: WantedGrammar) -> ThrownEvent? {
    guard let understood = options.understoodLanguages, grammar.mode == .voice else { return nil }
    let language = language(of: grammar, wanted)
    guard !understood.serve(language), property("inputmodes")?.contains("voice") ?? true else { return nil }
    return ThrownEvent(
      "error.unsupported.language", "this platform does not understand '\(language)' (\(wanted.grammar.location))")
  }

  /// The grammar's own, or that of the element or document that it stands in.
  private func language(of grammar: CompiledGrammar, _ wanted: WantedGrammar) -> String {
    if let own = grammar.language { return own }
    if case .element(let element) = wanted.grammar.source, let outer = element.language { return outer }
    let home = document(of: wanted.home)
    return home?.document.language ?? options.language ?? "en"
  }
}
