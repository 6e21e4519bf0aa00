import FlowDocument
import FlowParser
import Prompting

/// S002 as well: the keys of `ivr:say`.
struct WordKeyRule: LintRule {
  static let id = "S002"
  static let severity = Diagnostic.Severity.error
  static let help = "add a line with this key to prompts.tsv of each language"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    guard let words = flow.words else { return [] }
    return flow.said.compactMap { said in
      guard words.tables(with: said.key.value) == nil, !FlowWords.isPlatforms(said.key.value) else { return nil }
      let severity: Diagnostic.Severity? = said.say.fallback.isEmpty ? nil : .warning
      if let problem = words.problem {
        return Finding(
          "the words of this flow cannot be read: \(problem)", help: "a caller who comes here gets error.badfetch",
          at: said.key.location)
      }
      guard !words.tables.isEmpty else {
        return Finding(
          "there are no words by key: no folder \"Prompts\" with a file \"languages\" is beside this flow or above it",
          help: "make one, or name it in the property \"ivr.prompts\"", severity: severity, at: said.key.location)
      }
      let near = Suggestion.nearest(to: said.key.value, in: words.tables.flatMap { $0.keys.sorted() })
      return Finding(
        "no language has words for the key \"\(said.key.value)\"", help: near.map { "did you mean \"\($0)\"?" },
        severity: severity, at: said.key.location)
    }
  }
}
