import FlowDocument
import FlowParser
import Prompting

/// S002 as well: the languages of `ivr:language`.
struct LanguageRule: LintRule {
  static let id = "S002"
  static let severity = Diagnostic.Severity.error
  static let help = "a caller who comes here gets error.unsupported.language"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.nodes.compactMap { node in
      guard case .executable(.language(let change)) = node.element, case .literal(let tag) = change.language else {
        return nil
      }
      guard LanguageTag.isWellFormed(tag.value) else {
        return Finding(
          "\"\(tag.value.prefix(60))\" is no language", help: "\"yue\" or \"yue-Hant-HK\" would be one",
          at: tag.location)
      }
      guard let tables = flow.words?.tables, !tables.isEmpty, !tables.contains(where: { $0.speaks(tag.value) }) else {
        return nil
      }
      let known = tables.flatMap { $0.list.lines.map(\.folder) }.joined(separator: ", ")
      return Finding("nobody speaks \"\(tag.value)\" here: there are \(known)", at: tag.location)
    }
  }
}
