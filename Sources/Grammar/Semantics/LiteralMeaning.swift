import CallInterface
import FlowDocument

/// Meanings that need no script engine: the tags that ran are literals, or there are none.
enum LiteralMeaning {
  /// The value of a matched rule: what its last tag set, else the value of the last rule inside, else its text
  /// (SISR-01, SISR-08, SISR-09). `nil` if some tag has to be executed.
  static func value(of match: RuleMatch) -> DataValue? {
    let format = TagFormat(match.grammar.tagFormat)
    guard match.grammar.headTags.isEmpty || format == .literals || format == .unknown else { return nil }
    var fromTags: DataValue?
    var fromRules: DataValue?
    for part in match.parts {
      switch part {
      case .token: break
      case .tag(let tag):
        guard let value = TagLiteral.value(of: tag.value, format) else { return nil }
        fromTags = value
      case .rule(let inner):
        guard let value = value(of: inner) else { return nil }
        fromRules = value
      }
    }
    return fromTags ?? fromRules ?? .string(match.text)
  }
}
