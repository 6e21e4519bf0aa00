import CallInterface
import FlowDocument

/// `digits`: one or more digits, pressed, typed or named one by one; the value is their string.
struct DigitsType: BuiltinType {
  private let mode: GrammarMode
  private let minimum: Int
  private let maximum: Int?

  init(_ mode: GrammarMode, _ parameters: inout BuiltinParameters) throws(GrammarFault) {
    self.mode = mode
    let length = try parameters.takeCount("length")
    let minimum = try parameters.takeCount("minlength")
    let maximum = try parameters.takeCount("maxlength")
    guard length == nil || (minimum == nil && maximum == nil) else {
      throw .badGrammar("'length' of digits excludes 'minlength' and 'maxlength'")
    }
    if let minimum, let maximum, minimum > maximum {
      throw .badGrammar("'minlength' \(minimum) of digits is above 'maxlength' \(maximum)")
    }
    self.minimum = length ?? minimum ?? 1
    self.maximum = length ?? maximum
  }

  var isExact: Bool { true }

  var expansion: GrammarNode {
    let digit = mode == .dtmf ? GrammarNode.digitKey : .oneOf(SpokenNumber.digits.keys.sorted())
    return .repetition(digit, minimum: minimum, maximum: maximum)
  }

  func value(of words: [String]) -> DataValue? {
    SpokenNumber.digitString(words[...]).map { .string($0) }
  }
}
