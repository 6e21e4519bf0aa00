/// A piece of ECMAScript source, as far as names are concerned.
public enum SourcePiece: Hashable, Sendable {
  /// A word that may be a name or a keyword.
  case word(String)
  /// The characters of a string between its quotes, as written.
  case text(String)
  /// A punctuator, one byte at a time.
  case mark(UInt8)
  /// A number, or a regular expression.
  case other

  static func mark(_ scalar: Unicode.Scalar) -> SourcePiece { .mark(UInt8(ascii: scalar)) }
}

/// Splits source into pieces. It has to be right about where strings, comments, templates and regular expressions end;
/// the engine judges the rest.
struct SourcePieces {
  private let bytes: [UInt8]
  private var at = 0
  private(set) var pieces: [SourcePiece] = []
  /// A string or a template has no end: what follows it may be anything.
  private(set) var isUncertain = false

  init(_ text: String) {
    self.init(Array(text.utf8))
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    while at < bytes.count { next() }
  }

  private mutating func next() {
    let byte = bytes[at]
    switch byte {
    case 0...0x20: at += 1
    case UInt8(ascii: "'"), UInt8(ascii: "\""): string(byte)
    case UInt8(ascii: "`"): template()
    case UInt8(ascii: "/") where follows("/"): skip(until: [0x0A])
    case UInt8(ascii: "/") where follows("*"): skip(until: Array("*/".utf8))
    case UInt8(ascii: "/") where startsPattern: pattern()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
    default:
      if Self.isWordByte(byte) { return word() }
      pieces.append(.mark(byte))
      at += 1
    }
  }

  private func follows(_ scalar: Unicode.Scalar) -> Bool {
    at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: scalar)
  }

  private mutating func skip(until end: [UInt8]) {
    at += 2
    while at < bytes.count, !bytes[at...].starts(with: end) { at += 1 }
    at = min(bytes.count, at + end.count)
  }

  /// `\` belongs to words, so that an escaped name is seen to be one.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "\\"), 0x80...:
      true
    default: false
    }
  }

  private mutating func word() {
    let start = at
    while at < bytes.count, Self.isWordByte(bytes[at]) { at += 1 }
    pieces.append(.word(String(decoding: bytes[start..<at], as: UTF8.self)))
  }

  private mutating func number() {
    while at < bytes.count, Self.isWordByte(bytes[at]) || bytes[at] == UInt8(ascii: ".") { at += 1 }
    pieces.append(.other)
  }

  private mutating func string(_ quote: UInt8) {
    let start = at + 1
    at = start
    while at < bytes.count, bytes[at] != quote, bytes[at] != 0x0A { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
    guard at < bytes.count, bytes[at] == quote else {
      isUncertain = true
      at = start
      return
    }
    pieces.append(.text(String(decoding: bytes[start..<at], as: UTF8.self)))
    at += 1
  }

  /// A template is a text with bracketed expressions.
  private mutating func template() {
    pieces.append(.other)
    at += 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "`") {
      if bytes[at] == UInt8(ascii: "$"), follows("{") {
        at += 2
        substitution()
      } else {
        at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
      }
    }
    if at >= bytes.count { isUncertain = true }
    at += 1
  }

  private mutating func substitution() {
    pieces.append(.mark("("))
    var depth = 1
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "{") { depth += 1 }
      if bytes[at] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { break }
      }
      next()
    }
    pieces.append(.mark(")"))
    at += 1
  }

  /// A slash divides after a value, and begins a regular expression elsewhere.
  private var startsPattern: Bool {
    switch pieces.last {
    case nil: true
    case .word(let word): ["return", "typeof", "case", "in", "of", "delete", "void"].contains(word)
    case .text, .other: false
    case .mark(let byte): byte != UInt8(ascii: ")") && byte != UInt8(ascii: "]") && byte != UInt8(ascii: "}")
    }
  }

  private mutating func pattern() {
    var end = at + 1
    var isInClass = false
    while end < bytes.count, bytes[end] != 0x0A, isInClass || bytes[end] != UInt8(ascii: "/") {
      if bytes[end] == UInt8(ascii: "[") { isInClass = true }
      if bytes[end] == UInt8(ascii: "]") { isInClass = false }
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    pieces.append(.other)
    at = end < bytes.count && bytes[end] == UInt8(ascii: "/") ? end + 1 : at + 1
  }
}
