import FlowDocument
import FlowParser
import Prompting

/// S002 as well: the keys of `ivr:say`, and those that can be read out of a computed one.
struct WordKeyRule: LintRule {
  static let id = "S002"
  static let severity = Diagnostic.Severity.error
  static let help = "add a line with this key to prompts.tsv of each language"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    guard let words = flow.words else { return [] }
    return flow.saidKeys.flatMap { said -> [Finding] in
      let severity: Diagnostic.Severity? = said.say.fallback.isEmpty ? nil : .warning
      let unknown = said.keys.filter { words.tables(with: $0) == nil && !FlowWords.isPlatforms($0) }
      let unbegun = said.beginnings.filter { words.keys(beginningWith: $0).isEmpty && !FlowWords.mayBePlatforms($0) }
      guard !unknown.isEmpty || !unbegun.isEmpty else { return [] }
      if let problem = words.problem {
        return [
          Finding(
            "the words of this flow cannot be read: \(problem)", help: "a caller who comes here gets error.badfetch",
            at: said.location)
        ]
      }
      guard !words.tables.isEmpty else {
        return [
          Finding(
            "there are no words by key: no folder \"Prompts\" with a file \"languages\" is beside this flow or above it",
            help: "make one, or name it in the property \"ivr.prompts\"", severity: severity, at: said.location)
        ]
      }
      return unknown.map { key in
        let near = Suggestion.nearest(to: key, in: words.tables.flatMap { $0.keys.sorted() })
        return Finding(
          "no language has words for the key \"\(key)\"", help: near.map { "did you mean \"\($0)\"?" },
          severity: severity, at: said.location)
      }
        + unbegun.map {
          Finding(
            "no language has words for a key that begins with \"\($0)\"", severity: severity, at: said.location)
        }
    }
  }
}
