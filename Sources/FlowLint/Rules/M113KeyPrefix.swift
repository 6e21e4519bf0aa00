import FlowDocument
import FlowParser

/// M113: keys that begin other keys, as 1 begins 10. Whoever presses 1 waits until it is certain that no 0 follows
/// (VoiceXML 2.0 appendix D).
struct KeyPrefixRule: LintRule {
  static let id = "M113"
  static let severity = Diagnostic.Severity.warning
  static let help = "give all options keys of the same length, or shorten the property \"interdigittimeout\""

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.keyQuestions.flatMap(check)
  }

  private func check(_ question: KeyQuestion) -> [Finding] {
    let others = (question.own + question.links + question.rootLinks).map(\.keys)
    let delay =
      question.property("interdigittimeout").flatMap { Duration(flowTime: $0) == nil ? nil : $0 }
      ?? Self.platformDelay
    return question.own.compactMap { binding in
      guard let longer = others.first(where: { $0 != binding.keys && $0.hasPrefix(binding.keys) }) else { return nil }
      return Finding(
        "a caller who presses \(binding.keys) waits \(delay), because \(longer) begins with it", at: binding.location)
    }
      + question.links.compactMap { link in
        guard let longer = question.own.first(where: { $0.keys != link.keys && $0.keys.hasPrefix(link.keys) }) else {
          return nil
        }
        return Finding(
          "a caller who presses \(link.keys) waits \(delay), because \(longer.keys) on line \(longer.location.line) begins with it",
          at: link.location)
      }
  }

  /// `interdigittimeout` of the platform's defaults.
  private static let platformDelay = "3s"
}
