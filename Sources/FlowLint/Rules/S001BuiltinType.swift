import FlowDocument
import FlowParser
import Grammar

/// S001: a built-in grammar type and its parameters, in `field type` and in `builtin:` URIs (VoiceXML 2.0 §2.3.1.2 and
/// appendix P).
struct BuiltinTypeRule: LintRule {
  static let id = "S001"
  static let severity = Diagnostic.Severity.error
  static let help = "the types are boolean, currency, date, digits, number, phone and time; parameters follow a \"?\""

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.nodes.compactMap { node in
      switch node.element {
      case .item(let item):
        guard case .field(let field) = item.kind, let type = field.type else { return nil }
        return check(type.value, .dtmf, at: type.location) ?? check(type.value, .voice, at: type.location)
      case .grammar(let grammar):
        guard case .external(.literal(let uri)) = grammar.source, uri.value.hasPrefix("builtin:") else { return nil }
        return check(uri: uri)
      case .calendar, .route, .say, .dialog, .property, .handler, .link, .choice, .option, .filled, .prompt, .audio,
        .value, .mark, .repetition,
        .executable:
        return nil
      }
    }
  }

  private func check(uri: Located<String>) -> Finding? {
    let path = uri.value.dropFirst("builtin:".count)
    guard let slash = path.firstIndex(of: "/") else {
      return Finding(
        "\"\(uri.value)\" names no built-in grammar", help: "write builtin:dtmf/… or builtin:grammar/…",
        at: uri.location)
    }
    let type = String(path[path.index(after: slash)...])
    switch path[..<slash] {
    case "dtmf": return check(type, .dtmf, at: uri.location)
    case "grammar", "voice": return check(type, .voice, at: uri.location)
    default:
      let message = "built-in grammars are of the kinds \"dtmf\" and \"grammar\", not \"\(path[..<slash])\""
      return Finding(message, help: "write builtin:dtmf/\(type) or builtin:grammar/\(type)", at: uri.location)
    }
  }

  private func check(_ type: String, _ mode: GrammarMode, at location: SourceLocation) -> Finding? {
    do throws(GrammarFault) {
      _ = try CompiledGrammar.builtin(type, mode: mode, language: "en")
      return nil
    } catch {
      return Finding(error.message, help: suggestion(type), at: location)
    }
  }

  private static let parameters: [String: [String]] = [
    "boolean": ["y", "n"], "currency": [], "date": [], "digits": ["length", "minlength", "maxlength"], "number": [],
    "phone": [], "time": [],
  ]

  private func suggestion(_ written: String) -> String? {
    let parts = written.split(separator: "?", maxSplits: 1).map(String.init)
    guard let name = parts.first else { return nil }
    guard let known = Self.parameters[name] else {
      return Suggestion.nearest(to: name, in: Self.parameters.keys.sorted()).map { "did you mean \"\($0)\"?" }
    }
    let given = (parts.count > 1 ? parts[1] : "").split(whereSeparator: { $0 == ";" || $0 == "&" })
      .compactMap { $0.split(separator: "=").first.map(String.init) }
    guard let unknown = given.first(where: { !known.contains($0) }) else { return nil }
    return Suggestion.nearest(to: unknown, in: known).map { "did you mean \"\($0)\"?" }
  }
}
