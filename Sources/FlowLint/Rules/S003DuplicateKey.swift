import FlowDocument
import FlowParser

/// S003: one key with two meanings in one question. The first in document order wins, and nobody reaches the other
/// (VoiceXML 2.0 §3.1.4).
struct DuplicateKeyRule: LintRule {
  static let id = "S003"
  static let severity = Diagnostic.Severity.error
  static let help = "the first one wins and the other is never reached; give it a key of its own"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    var findings = flow.keyQuestions.flatMap(check)
    findings += duplicates(flow.document.links.compactMap(KeyBinding.init), in: "document's links")
    for case .form(let form) in flow.document.dialogs {
      findings += duplicates(form.links.compactMap(KeyBinding.init), in: "form's links")
      for item in form.items { findings += duplicates(item.links.compactMap(KeyBinding.init), in: "item's links") }
    }
    return findings
  }

  private func check(_ question: KeyQuestion) -> [Finding] {
    duplicates(question.own, in: question.kind.rawValue) + shadowedLinks(question)
  }

  private func duplicates(_ bindings: [KeyBinding], in name: String) -> [Finding] {
    var first: [String: KeyBinding] = [:]
    return bindings.compactMap { binding in
      guard let earlier = first[binding.keys] else {
        first[binding.keys] = binding
        return nil
      }
      let message = "the key \(binding.keys) stands twice in this \(name), first on line \(earlier.location.line)"
      return Finding(message, at: binding.location)
    }
  }

  /// A menu's own key wins over a link's: right if it does the same, else the link is out of reach here.
  private func shadowedLinks(_ question: KeyQuestion) -> [Finding] {
    question.own.compactMap { binding in
      let inRoot = question.rootLinks.first { $0.keys == binding.keys }
      guard let link = question.links.first(where: { $0.keys == binding.keys }) ?? inRoot,
        link.target == nil || link.target != binding.target
      else { return nil }
      let home = question.links.contains { $0.keys == binding.keys } ? "" : " of the application root"
      let message = "the key \(binding.keys) is taken from the link\(home) on line \(link.location.line)"
      let help = "callers who know that key from the rest of the flow get something else here; use another key"
      return Finding(message, help: help, severity: .warning, at: binding.location)
    }
  }
}
