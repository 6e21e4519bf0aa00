import CallInterface
import FlowDocument

/// `phone`: digits, and after the key `*` (or "extension") those of an extension; the value is `5551234x12`.
struct PhoneType: BuiltinType {
  let mode: GrammarMode

  private static let extensionWords: Set<String> = ["x", "ext", "extension", "转", "轉"]
  private static let separators: Set<String> = ["-", ".", "/", "+"]

  var isExact: Bool { mode == .dtmf }

  var expansion: GrammarNode {
    switch mode {
    case .dtmf:
      let digits = GrammarNode.repetition(.digitKey, minimum: 1, maximum: nil)
      return .flatSequence([digits, .optional(.flatSequence([.key("*"), digits]))])
    case .voice:
      return .many(of: SpokenNumber.digits.keys.sorted() + Self.extensionWords.sorted() + Self.separators.sorted())
    }
  }

  func value(of words: [String]) -> DataValue? {
    let words = words.filter { !Self.separators.contains($0) }
    let parts = words.split(omittingEmptySubsequences: false) { $0 == "*" || Self.extensionWords.contains($0) }
    guard parts.count <= 2 else { return nil }
    let digits = parts.compactMap { SpokenNumber.digitString($0) }
    return digits.count == parts.count ? .string(digits.joined(separator: "x")) : nil
  }
}
