/// How a line looks, where colours are wanted.
public enum Style: Hashable, Sendable {
  case plain, spoken, caller, quiet, warning, failure, status

  /// The parameters of the escape sequence; `nil` for none.
  private var code: String? {
    switch self {
    case .plain: nil
    case .spoken: "1"
    case .caller: "36"
    case .quiet: "2"
    case .warning: "33"
    case .failure: "31"
    case .status: "7"
    }
  }

  func paint(_ text: String, inColour: Bool) -> String {
    guard inColour, let code, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
