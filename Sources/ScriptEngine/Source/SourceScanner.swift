/// Splits ECMAScript source into tokens. It only has to be right about where strings, comments, templates and regular
/// expressions end; the engine judges the rest.
struct SourceScanner {
  let bytes: [UInt8]
  private(set) var tokens: [SourceToken] = []
  private(set) var isUncertain = false
  private var at = 0
  private var afterLineBreak = true
  /// Indices of the open brackets' tokens.
  private var open: [Int] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func scan() {
    while skipSpace(), let byte = peek() {
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""): scanString(byte)
      case UInt8(ascii: "`"):
        at += 1
        scanTemplate(from: at - 1)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): scanNumber()
      case UInt8(ascii: ".") where isDigit(peek(1)): scanNumber()
      case UInt8(ascii: "/"): startsPattern() ? scanPattern() : add(.punctuator, from: at, to: at + 1)
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): openBracket()
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): closeBracket(byte)
      default: isWordByte(byte) ? scanWord() : scanPunctuator()
      }
    }
  }

  private func peek(_ offset: Int = 0) -> UInt8? {
    at + offset < bytes.count ? bytes[at + offset] : nil
  }

  private mutating func add(_ kind: SourceToken.Kind, from start: Int, to end: Int) {
    tokens.append(
      SourceToken(kind: kind, range: start..<end, depth: open.count, startsLine: afterLineBreak))
    afterLineBreak = false
    at = end
  }
}

// MARK: Space and comments

extension SourceScanner {
  /// Always true, for use in a condition.
  private mutating func skipSpace() -> Bool {
    while let byte = peek() {
      if byte == 0x0A || byte == 0x0D {
        afterLineBreak = true
        at += 1
      } else if byte <= 0x20 {
        at += 1
      } else if byte >= 0x80 {
        guard let space = spaceLength() else { return true }
        if bytes[at] == 0xE2, bytes[at + 1] == 0x80, bytes[at + 2] & 0xFE == 0xA8 { afterLineBreak = true }
        at += space
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
        skipLine()
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        skipBlockComment()
      } else if startsHTMLComment(byte) {
        skipLine()
      } else {
        return true
      }
    }
    return true
  }

  /// `<!--` anywhere and `-->` at the start of a line begin a comment (ECMAScript, annex B.1.1).
  private func startsHTMLComment(_ byte: UInt8) -> Bool {
    if byte == UInt8(ascii: "<") { return bytes[at...].starts(with: "<!--".utf8) }
    return afterLineBreak && byte == UInt8(ascii: "-") && bytes[at...].starts(with: "-->".utf8)
  }

  private mutating func skipLine() {
    while let byte = peek(), byte != 0x0A, byte != 0x0D {
      if byte == 0xE2, peek(1) == 0x80, let last = peek(2), last & 0xFE == 0xA8 { return }
      at += 1
    }
  }

  private mutating func skipBlockComment() {
    at += 2
    while let byte = peek() {
      if byte == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        at += 2
        return
      }
      if byte == 0x0A || byte == 0x0D { afterLineBreak = true }
      at += 1
    }
  }

  /// Bytes of the white space character beyond ASCII that stands here.
  private func spaceLength() -> Int? {
    guard let scalar = scalar(), scalar.properties.isWhitespace || scalar == "\u{FEFF}" else { return nil }
    return UTF8.width(scalar)
  }

  private func scalar() -> Unicode.Scalar? {
    String(decoding: bytes[at..<min(at + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
  }
}

// MARK: Words, numbers, punctuation

extension SourceScanner {
  private func isDigit(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "\\"), 0x80...:
      true
    default: false
    }
  }

  private mutating func scanWord() {
    let start = at
    while let byte = peek(), isWordByte(byte) {
      if byte >= 0x80, spaceLength() != nil { break }
      at += 1
      if byte == UInt8(ascii: "\\"), peek() == UInt8(ascii: "u"), peek(1) == UInt8(ascii: "{") {
        while let inner = peek(), inner != UInt8(ascii: "}") { at += 1; _ = inner }
        if at < bytes.count { at += 1 }
      }
    }
    add(.word, from: start, to: at)
  }

  private mutating func scanNumber() {
    let start = at
    while let byte = peek(), isWordByte(byte) && byte < 0x80 || byte == UInt8(ascii: ".") {
      let isExponent = byte | 0x20 == UInt8(ascii: "e") && !bytes[start...].starts(with: "0x".utf8)
      at += 1
      if isExponent, let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { at += 1 }
    }
    add(.number, from: start, to: at)
  }

  private mutating func scanPunctuator() {
    for long in ["...", "?.", "=>", "++", "--"] where bytes[at...].starts(with: long.utf8) {
      add(.punctuator, from: at, to: at + long.utf8.count)
      return
    }
    add(.punctuator, from: at, to: at + 1)
  }

  private mutating func openBracket() {
    let index = tokens.count
    add(.punctuator, from: at, to: at + 1)
    open.append(index)
  }

  private mutating func closeBracket(_ byte: UInt8) {
    guard let opener = open.popLast() else {
      add(.punctuator, from: at, to: at + 1)
      return
    }
    let resumesTemplate = byte == UInt8(ascii: "}") && tokens[opener].kind == .template
    let index = tokens.count
    tokens[opener].partner = index
    add(.punctuator, from: at, to: at + 1)
    tokens[index].partner = opener
    if resumesTemplate { scanTemplate(from: at - 1) }
  }
}

// MARK: Strings, templates, regular expressions

extension SourceScanner {
  private mutating func scanString(_ quote: UInt8) {
    let start = at
    at += 1
    while let byte = peek(), byte != quote, byte != 0x0A {
      at += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    add(.string, from: start, to: min(at + 1, bytes.count))
  }

  /// Up to the closing back quote or the next substitution; a `${` is an open bracket.
  private mutating func scanTemplate(from start: Int) {
    while let byte = peek() {
      if byte == UInt8(ascii: "`") {
        add(.template, from: start, to: at + 1)
        return
      }
      if byte == UInt8(ascii: "$"), peek(1) == UInt8(ascii: "{") {
        let index = tokens.count
        add(.template, from: start, to: at + 2)
        open.append(index)
        return
      }
      at += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    add(.template, from: start, to: bytes.count)
  }

  private static let wordsBeforeValue: Set<String> = [
    "return", "typeof", "case", "in", "of", "delete", "void", "instanceof", "new", "throw", "else", "do", "yield",
    "extends",
  ]

  /// Whether a slash here starts a regular expression.
  private mutating func startsPattern() -> Bool {
    guard let last = tokens.last else { return true }
    let text = String(decoding: bytes[last.range], as: UTF8.self)
    switch last.kind {
    case .number, .string, .pattern: return false
    case .template: return !text.hasSuffix("`")
    case .word: return Self.wordsBeforeValue.contains(text) && !isProperty(tokens.count - 1)
    case .punctuator: break
    }
    switch text {
    case ")":
      // After the head of a statement a new one begins; after a group or a call the slash divides.
      guard let opener = last.partner, opener > 0, tokens[opener - 1].kind == .word else { return false }
      let word = String(decoding: bytes[tokens[opener - 1].range], as: UTF8.self)
      return ["if", "while", "for", "with"].contains(word) && !isProperty(opener - 1)
    case "]": return false
    case "++", "--": return false
    case "}":
      isUncertain = true
      return last.startsLine
    default: return true
    }
  }

  private func isProperty(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = bytes[tokens[index - 1].range]
    return before.elementsEqual(".".utf8) || before.elementsEqual("?.".utf8)
  }

  private mutating func scanPattern() {
    let start = at
    var inClass = false
    at += 1
    while let byte = peek(), byte != 0x0A {
      switch byte {
      case UInt8(ascii: "\\"): at += 1
      case UInt8(ascii: "["): inClass = true
      case UInt8(ascii: "]"): inClass = false
      case UInt8(ascii: "/") where !inClass:
        at += 1
        while let flag = peek(), isWordByte(flag), flag < 0x80 { at += 1 }
        add(.pattern, from: start, to: at)
        return
      default: break
      }
      at += 1
    }
    isUncertain = true
    add(.pattern, from: start, to: min(at, bytes.count))
  }
}
