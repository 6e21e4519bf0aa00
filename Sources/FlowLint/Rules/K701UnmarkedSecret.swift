public import FlowParser

import FlowDocument

/// K701: a field that asks for a card, a PIN, a password or an identity number and is not secure.
public struct UnmarkedSecretRule: LintRule {
  public static let id = "K701"
  public static let severity = Diagnostic.Severity.warning
  public static let help =
    "what callers enter here is written into transcripts, records and logs; mark it with ivr:secure=\"true\""

  public init() {}

  public func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.nodes.compactMap { node in
      guard case .item(let item) = node.element, !item.isSecure, Self.collects(item) else { return nil }
      if let name = item.name, let word = SecretWords.found(inName: name.value) {
        return Finding("\"\(name.value)\" looks secret (\(word)) and is not secure", at: name.location)
      }
      guard let word = SecretWords.found(inWords: item.spokenText) else { return nil }
      return Finding("this asks for something secret (\"\(word)\") and is not secure", at: item.location)
    }
  }

  /// Whether it takes digits or words of the caller's own, not one of a few answers.
  private static func collects(_ item: FormItem) -> Bool {
    switch item.kind {
    case .field(let field):
      guard field.options.isEmpty else { return false }
      let type = field.type?.value.split(separator: "?").first.map { $0.lowercased() }
      return !["boolean", "date", "time", "currency"].contains(type ?? "")
    case .record: return true
    case .transfer, .subdialog, .object, .block, .initial: return false
    }
  }
}
