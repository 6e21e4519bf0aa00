/// `type?name=value;name=value`. Each parameter is taken once; one that nobody takes is an error (FLD-08).
struct BuiltinParameters {
  let type: String
  private let written: String
  private var values: [String: String] = [:]

  init(_ text: String) throws(GrammarFault) {
    written = text
    guard let mark = text.firstIndex(of: "?") else {
      type = Self.trimmed(text)
      return
    }
    type = Self.trimmed(text[..<mark])
    for parameter in text[text.index(after: mark)...].split(whereSeparator: { $0 == ";" || $0 == "&" }) {
      guard let equals = parameter.firstIndex(of: "=") else {
        throw .badGrammar("'\(parameter)' in '\(text)' is not of the form name=value")
      }
      let name = Self.trimmed(parameter[..<equals])
      guard values.updateValue(Self.trimmed(parameter[parameter.index(after: equals)...]), forKey: name) == nil else {
        throw .badGrammar("the parameter '\(name)' stands twice in '\(text)'")
      }
    }
  }

  mutating func take(_ name: String) -> String? {
    values.removeValue(forKey: name)
  }

  /// A whole number from 1 up.
  mutating func takeCount(_ name: String) throws(GrammarFault) -> Int? {
    guard let text = take(name) else { return nil }
    guard text.allSatisfy(Tokens.isDigit), let count = Int(text), count >= 1 else {
      throw .badGrammar("'\(name)' in '\(written)' has to be a whole number from 1 up")
    }
    return count
  }

  func finish() throws(GrammarFault) {
    guard let unknown = values.keys.min() else { return }
    throw .badGrammar("the built-in type '\(type)' has no parameter '\(unknown)'")
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text.filter { !$0.isWhitespace })
  }
}
