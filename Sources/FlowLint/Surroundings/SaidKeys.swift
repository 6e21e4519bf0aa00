import ECMAScript
import FlowDocument

/// What an `ivr:say` may say: keys that are written, or can be read out of an expression.
struct SaidKeys {
  let say: Say
  /// Keys that must have words.
  let keys: [String]
  /// Of keys whose rest is computed: some key must begin like that.
  let beginnings: [String]
  /// Of the attribute.
  let location: SourceLocation
}

extension FlowUnderCheck {
  /// Everything that is said by keys of which something is known.
  var saidKeys: [SaidKeys] {
    nodes.compactMap { node in
      guard case .say(let say) = node.element else { return nil }
      switch say.key {
      case .literal(let key): return SaidKeys(say: say, keys: [key.value], beginnings: [], location: key.location)
      case .expression(let expression):
        let possible = PossibleTexts(of: expression.source)
        guard !possible.texts.isEmpty || !possible.beginnings.isEmpty else { return nil }
        return SaidKeys(
          say: say, keys: possible.texts, beginnings: possible.beginnings, location: expression.location)
      }
    }
  }
}
