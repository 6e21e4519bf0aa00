import FlowDocument
import FlowParser
import Prompting

/// P401 as well: a key that some of the languages have no words for.
struct MissingWordsRule: LintRule {
  static let id = "P401"
  static let severity = Diagnostic.Severity.warning
  static let help = "add a line with this key to prompts.tsv there"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    guard let words = flow.words else { return [] }
    return flow.saidKeys.flatMap { said in
      let begun = said.beginnings.flatMap { words.keys(beginningWith: $0) }.filter { !said.keys.contains($0) }
      return (said.keys + begun).compactMap { finding($0, said, words) }
    }
  }

  private func finding(_ key: String, _ said: SaidKeys, _ words: FlowWords) -> Finding? {
    guard let tables = words.tables(with: key) else { return nil }
    let missing = tables.list.lines.filter { tables.words(for: key, of: $0) == nil }
    guard !missing.isEmpty else { return nil }
    let folders = missing.map { line in
      let instead = tables.words(for: key, in: line.tag)?.language
      let silent = said.say.fallback.isEmpty ? "nothing, but error.semantic" : "what stands in the flow"
      return "\(line.folder) (heard instead: \(instead ?? silent))"
    }
    return Finding("\"\(key)\" has no words in \(folders.joined(separator: ", "))", at: said.location)
  }
}
