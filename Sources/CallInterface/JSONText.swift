/// Values as JSON text, with members in the order in which they were given: the same value is the same text, always.
public indirect enum JSONText: Hashable, Sendable, CustomStringConvertible {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  /// In seconds: with at least one decimal and no more than needed, exact to the millisecond.
  case seconds(Duration)
  case string(String)
  case array([JSONText])
  case object([(key: String, value: JSONText)])

  public static func string(orNull text: String?) -> JSONText {
    text.map(JSONText.string) ?? .null
  }

  /// As ECMAScript's `JSON.stringify` would have it; undefined becomes null.
  public init(_ data: DataValue) {
    switch data {
    case .undefined, .null: self = .null
    case .boolean(let value): self = .boolean(value)
    case .number(let value): self = .number(value)
    case .string(let text): self = .string(text)
    case .array(let elements): self = .array(elements.map(JSONText.init))
    case .object(let members): self = .object(members.map { ($0.name, JSONText($0.value)) })
    }
  }

  public var description: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += Self.text(of: value)
    case .seconds(let duration): text += Self.text(of: duration)
    case .string(let value): Self.write(value, to: &text)
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += "," }
        element.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        Self.write(member.key, to: &text)
        text += ":"
        member.value.write(to: &text)
      }
      text += "}"
    }
  }

  private static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    if let whole = Int64(exactly: number), whole.magnitude < 1 << 53 { return String(whole) }
    return number.description
  }

  private static func text(of duration: Duration) -> String {
    let milliseconds = duration.wholeMilliseconds
    let size = milliseconds.magnitude
    var fraction = String(1000 + size % 1000).dropFirst()
    while fraction.count > 1, fraction.last == "0" { fraction.removeLast() }
    return "\(milliseconds < 0 ? "-" : "")\(size / 1000).\(fraction)"
  }

  /// In quotes, with escapes.
  package static func write(_ string: String, to text: inout String) {
    text += "\""
    defer { text += "\"" }
    // Nearly all of them.
    if string.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 != 0x7F }) {
      text += string
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{08}": text += "\\b"
      case "\u{0C}": text += "\\f"
      case "\u{00}"..."\u{1F}", "\u{7F}":
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension JSONText {
  public static func == (a: JSONText, b: JSONText) -> Bool { a.description == b.description }
  public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}
