import FlowDocument
import FlowParser
import Prompting

/// S010 as well: what `ivr:say` gives, and the gaps of the words.
struct WordParameterRule: LintRule {
  static let id = "S010"
  static let severity = Diagnostic.Severity.error
  static let help =
    "a caller who comes here in this language gets error.semantic; give it as <param name=\"…\" expr=\"…\"/>"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    guard let words = flow.words else { return [] }
    return flow.said.flatMap { said -> [Finding] in
      guard let owners = words.tables(with: said.key.value)?.owners(of: said.key.value) else { return [] }
      return missing(said.say, said.key, owners) + unused(said.say, said.key, owners)
    }
  }

  private typealias Owners = [(line: LanguageList.Line, words: WordTables.Words)]

  private func missing(_ say: Say, _ key: Located<String>, _ owners: Owners) -> [Finding] {
    var wanting: [String: [String]] = [:]
    for (line, words) in owners {
      for gap in words.gaps where say.parameter(gap) == nil { wanting[gap, default: []].append(line.folder) }
    }
    return wanting.sorted { $0.key < $1.key }.map { gap, folders in
      Finding(
        "the words of \"\(key.value)\" in \(folders.joined(separator: ", ")) want a parameter \"\(gap)\"",
        at: key.location)
    }
  }

  private func unused(_ say: Say, _ key: Located<String>, _ owners: Owners) -> [Finding] {
    let wanted = Set(owners.flatMap(\.words.gaps))
    return say.parameters.compactMap { parameter in
      guard !wanted.contains(parameter.name.value) else { return nil }
      let near = Suggestion.nearest(to: parameter.name.value, in: wanted.sorted())
      return Finding(
        "no language's words of \"\(key.value)\" have a gap \"\(parameter.name.value)\"",
        help: near.map { "did you mean \"\($0)\"?" } ?? "it is never heard; take it out", severity: .warning,
        at: parameter.name.location)
    }
  }
}
