import CallInterface
import FlowDocument
import FlowParser

extension PropertyValueKind {
  struct Problem {
    /// What the value has to be: "a time such as …".
    let wanted: String
    var help: String?
  }

  /// What is wrong with a value; `nil` if it is good.
  func problem(with text: String) -> Problem? {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let value = words.joined(separator: " ")
    switch self {
    case .anything:
      return nil
    case .time:
      guard Duration(flowTime: value) == nil else { return nil }
      let isNumber = Double(value).map { $0 >= 0 && $0 < 1e6 } ?? false
      return Problem(wanted: "a time such as \"3s\" or \"500ms\"", help: isNumber ? Self.unitHelp(value) : nil)
    case .seconds:
      if !value.isEmpty, value.utf8.allSatisfy({ (48...57).contains($0) }), Int(value) != nil { return nil }
      return Problem(wanted: "a whole number of seconds without a unit")
    case .boolean:
      return Self.oneOf(["true", "false"], value)
    case .fraction:
      if let number = Double(value), (0...1).contains(number) { return nil }
      return Problem(wanted: "a number from 0.0 to 1.0")
    case .count:
      if let number = Int(value), number >= 1 { return nil }
      return Problem(wanted: "a whole number from 1")
    case .countFromZero:
      if let number = Int(value), number >= 0 { return nil }
      return Problem(wanted: "a whole number from 0")
    case .key:
      if value.isEmpty { return nil }
      if value.count == 1, let key = value.first, DTMFDigit(key) != nil { return nil }
      return Problem(wanted: "one key, or empty for none")
    case .oneOf(let allowed):
      return Self.oneOf(allowed, value)
    case .someOf(let allowed):
      return Self.someOf(allowed, words)
    case .either(let alone, let allowed):
      if words.count == 1, alone.contains(value) { return nil }
      guard let problem = Self.someOf(allowed, words) else { return nil }
      let help = Suggestion.nearest(to: value, in: alone).map { "did you mean \"\($0)\"?" } ?? problem.help
      return Problem(wanted: "\(Self.list(alone)), or some of \(Self.list(allowed))", help: help)
    }
  }

  private static func unitHelp(_ number: String) -> String {
    "a time without a unit has no effect; write \"\(number)s\" or \"\(number)ms\", whichever is meant"
  }

  private static func oneOf(_ allowed: [String], _ value: String) -> Problem? {
    guard !allowed.contains(value) else { return nil }
    return Problem(wanted: list(allowed), help: near(value, allowed))
  }

  private static func someOf(_ allowed: [String], _ words: [String]) -> Problem? {
    if words.isEmpty { return Problem(wanted: "some of \(list(allowed))") }
    guard let bad = words.first(where: { !allowed.contains($0) }) else { return nil }
    return Problem(wanted: "some of \(list(allowed))", help: near(bad, allowed))
  }

  private static func near(_ value: String, _ allowed: [String]) -> String? {
    Suggestion.nearest(to: value, in: allowed).map { "did you mean \"\($0)\"?" }
  }

  private static func list(_ words: [String]) -> String {
    let quoted = words.map { "\"\($0)\"" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}
