import CallInterface
import ECMAScript

/// What needs no engine.
extension ScriptValue {
  var isObject: Bool {
    if case .object = self { true } else { false }
  }

  /// ToString, of all but objects and numbers with a fraction.
  var plainText: String? {
    switch self {
    case .undefined: "undefined"
    case .null: "null"
    case .boolean(let boolean): boolean ? "true" : "false"
    case .string(let string): string
    case .number(let number): Int(exactly: number).flatMap { $0.magnitude < 1 << 53 ? String($0) : nil }
    case .object: nil
    }
  }

  var plainData: DataValue? {
    switch self {
    case .undefined: .undefined
    case .null: .null
    case .boolean(let boolean): .boolean(boolean)
    case .number(let number): .number(number)
    case .string(let string): .string(string)
    case .object: nil
    }
  }

  /// `nil` for arrays and objects.
  init?(plain data: DataValue) {
    switch data {
    case .undefined: self = .undefined
    case .null: self = .null
    case .boolean(let boolean): self = .boolean(boolean)
    case .number(let number): self = .number(number)
    case .string(let string): self = .string(string)
    case .array, .object: return nil
    }
  }
}
