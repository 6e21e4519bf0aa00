import CallInterface

/// Reads JSON to the letter of RFC 8259, and says by line and column what is wrong. Foundation's reader takes commas that
/// are too many, names that come twice, and tells no line.
struct JSONParser {
  private static let greatestDepth = 64
  private static let digits: ClosedRange<Unicode.Scalar> = "0"..."9"

  private let text: [Unicode.Scalar]
  private var position = 0

  static func parse(_ text: String) throws(HostFault) -> DataValue {
    var parser = JSONParser(text: Array(text.unicodeScalars))
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.next == nil else { throw parser.fault("more follows the end") }
    return value
  }

  private init(text: [Unicode.Scalar]) {
    self.text = text
  }

  private var next: Unicode.Scalar? { position < text.count ? text[position] : nil }

  private mutating func value(depth: Int) throws(HostFault) -> DataValue {
    guard depth < Self.greatestDepth else { throw fault("it is nested too deeply") }
    skipSpace()
    switch next {
    case "{": return .object(try members(depth: depth))
    case "[": return .array(try elements(depth: depth))
    case "\"": return .string(try string())
    case "t": return try word("true", .boolean(true))
    case "f": return try word("false", .boolean(false))
    case "n": return try word("null", .null)
    case let scalar? where scalar == "-" || Self.digits.contains(scalar): return .number(try number())
    default: throw fault("a value is expected here")
    }
  }

  private mutating func members(depth: Int) throws(HostFault) -> [DataValue.Member] {
    position += 1
    var members: [DataValue.Member] = []
    var names: Set<String> = []
    if takes("}") { return members }
    repeat {
      skipSpace()
      guard next == "\"" else { throw fault("a name in quotes is expected here") }
      let start = position
      let name = try string()
      guard names.insert(name).inserted else {
        position = start
        throw fault("\"\(name)\" comes twice")
      }
      guard takes(":") else { throw fault("':' is expected here") }
      members.append(DataValue.Member(name, try value(depth: depth + 1)))
    } while takes(",")
    guard takes("}") else { throw fault("',' or '}' is expected here") }
    return members
  }

  private mutating func elements(depth: Int) throws(HostFault) -> [DataValue] {
    position += 1
    var elements: [DataValue] = []
    if takes("]") { return elements }
    repeat { elements.append(try value(depth: depth + 1)) } while takes(",")
    guard takes("]") else { throw fault("',' or ']' is expected here") }
    return elements
  }

  private mutating func word(_ word: String, _ value: DataValue) throws(HostFault) -> DataValue {
    guard text[position...].starts(with: word.unicodeScalars) else { throw fault("a value is expected here") }
    position += word.unicodeScalars.count
    return value
  }

  // MARK: Numbers

  private mutating func number() throws(HostFault) -> Double {
    let start = position
    if next == "-" { position += 1 }
    if next == "0" { position += 1 } else { try digits() }
    if next == "." {
      position += 1
      try digits()
    }
    if next == "e" || next == "E" {
      position += 1
      if next == "+" || next == "-" { position += 1 }
      try digits()
    }
    guard let number = Double(string(from: start)), number.isFinite else {
      position = start
      throw fault("this number is too large")
    }
    return number
  }

  private mutating func digits() throws(HostFault) {
    guard let first = next, Self.digits.contains(first) else { throw fault("a digit is expected here") }
    while let digit = next, Self.digits.contains(digit) { position += 1 }
  }

  // MARK: Texts

  private mutating func string() throws(HostFault) -> String {
    position += 1
    var result = ""
    while let scalar = next {
      switch scalar {
      case "\"":
        position += 1
        return result
      case "\\": result.unicodeScalars.append(try escaped())
      case "\u{00}"..."\u{1F}": throw fault("a control character in a text must be escaped")
      default:
        result.unicodeScalars.append(scalar)
        position += 1
      }
    }
    throw fault("the text has no end")
  }

  private mutating func escaped() throws(HostFault) -> Unicode.Scalar {
    let start = position
    position += 2
    switch start + 1 < text.count ? text[start + 1] : nil {
    case "\"": return "\""
    case "\\": return "\\"
    case "/": return "/"
    case "b": return "\u{08}"
    case "f": return "\u{0C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      if let scalar = codePoint() { return scalar }
    default: break
    }
    position = start
    throw fault("this escape means nothing")
  }

  /// What follows `\u`: four hexadecimal digits, or two such groups for what does not fit in one.
  private mutating func codePoint() -> Unicode.Scalar? {
    guard let unit = codeUnit() else { return nil }
    guard (0xD800...0xDBFF).contains(unit) else { return Unicode.Scalar(unit) }
    guard text[min(position, text.count)...].starts(with: "\\u".unicodeScalars) else { return nil }
    position += 2
    guard let second = codeUnit(), (0xDC00...0xDFFF).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func codeUnit() -> UInt32? {
    guard position + 4 <= text.count else { return nil }
    let digits = text[position..<position + 4]
    guard digits.allSatisfy({ $0.isASCII && $0.properties.isASCIIHexDigit }) else { return nil }
    position += 4
    return UInt32(string(from: position - 4), radix: 16)
  }

  // MARK: Pieces

  private func string(from start: Int) -> String {
    var string = ""
    string.unicodeScalars.append(contentsOf: text[start..<position])
    return string
  }

  private mutating func skipSpace() {
    while let scalar = next, [" ", "\t", "\n", "\r"].contains(scalar) { position += 1 }
  }

  /// Whether this is next, after space; takes it then.
  private mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private func fault(_ words: String) -> HostFault {
    let before = text[..<min(position, text.count)]
    let line = before.count { $0 == "\n" } + 1
    let column = before.count - (before.lastIndex(of: "\n").map { $0 + 1 } ?? 0) + 1
    return HostFault("\(line):\(column): \(words)")
  }
}
