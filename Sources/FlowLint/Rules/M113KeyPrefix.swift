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
    let delay =
      question.property("interdigittimeout").flatMap { Duration(flowTime: $0) == nil ? nil : $0 }
      ?? Self.platformDelay
    let all = question.own + question.links + question.rootLinks
    let here = (question.own + question.links).compactMap { shorter -> Finding? in
      let isOwn = question.own.contains { $0.location == shorter.location }
      let longer = (isOwn ? all : question.own).filter(shorter.begins).map(\.keys)
      return finding(shorter.keys, longer, delay, at: shorter.location)
    }
    // A link of the root stands in another file: the finding is about the longer keys.
    let inRoot = question.own.flatMap { longer in
      question.rootLinks.compactMap { link in
        link.begins(longer) ? finding(link.keys, [longer.keys], delay, at: longer.location) : nil
      }
    }
    return here + inRoot
  }

  private func finding(_ shorter: String, _ longer: [String], _ delay: String, at location: SourceLocation) -> Finding?
  {
    guard let first = longer.first, let last = longer.last else { return nil }
    let names = longer.count == 1 ? "\(first) begins" : "\(longer.dropLast().joined(separator: ", ")) and \(last) begin"
    return Finding("a caller who presses \(shorter) waits \(delay), because \(names) with it", at: location)
  }

  /// `interdigittimeout` of the platform's defaults.
  private static let platformDelay = "3s"
}

extension KeyBinding {
  fileprivate func begins(_ other: KeyBinding) -> Bool { keys != other.keys && other.keys.hasPrefix(keys) }
}
