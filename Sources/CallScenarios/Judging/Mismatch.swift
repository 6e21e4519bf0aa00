/// Something in a scenario that did not come out as written.
public struct Mismatch: Hashable, Sendable {
  public enum Rule: String, Hashable, Sendable {
    case prompt = "expected-prompt"
    case state = "expected-state"
    case condition = "expected-condition"
    case log = "expected-log"
    /// An error that no handler of the flow caught, or a flow that could not be loaded.
    case uncaught
    /// The call ended before the caller could do this.
    case unreached
  }
  public let rule: Rule
  public let file: String
  /// Both counted from 1.
  public let line: Int
  public let column: Int
  public let message: String
  /// Lines to read below the message: what was expected (`-`), what came (`+`), what both have.
  public let difference: [String]
  /// Whether `--update` can make it right.
  public let isRepairable: Bool

  /// `file:line:column: error: message [rule]`.
  public var headline: String { "\(file):\(line):\(column): error: \(message) [\(rule.rawValue)]" }
}
