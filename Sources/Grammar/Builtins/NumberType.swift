import CallInterface
import FlowDocument

/// `number`: digits with a decimal point (the key `*`), in words also with a sign; the value is a string such as
/// `12`, `0.5` or `-3`.
struct NumberType: BuiltinType {
  let mode: GrammarMode

  var isExact: Bool { mode == .dtmf }

  var expansion: GrammarNode {
    switch mode {
    case .dtmf: .decimalKeys(fraction: nil)
    case .voice: .many(of: SpokenNumber.vocabulary.sorted())
    }
  }

  func value(of words: [String]) -> DataValue? {
    switch mode {
    case .dtmf: .string(KeyedNumber.text(words))
    case .voice: SpokenNumber.decimal(words[...]).map { .string($0) }
    }
  }
}

/// Decimal numbers on a keypad, where `*` is the point.
enum KeyedNumber {
  static func text(_ keys: [String]) -> String {
    let text = keys.map { $0 == "*" ? "." : $0 }.joined()
    return text.hasPrefix(".") ? "0" + text : text
  }
}

extension GrammarNode {
  /// Digits, and after `*` at least one and at most `fraction` more; the digits before may be missing.
  static func decimalKeys(fraction: Int?) -> GrammarNode {
    let point = GrammarNode.flatSequence([.key("*"), .repetition(.digitKey, minimum: 1, maximum: fraction)])
    let whole = GrammarNode.repetition(.digitKey, minimum: 1, maximum: nil)
    return .alternatives([.flatSequence([whole, .optional(point)]), point])
  }
}
