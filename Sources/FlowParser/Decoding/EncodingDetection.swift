/// Which encoding an input is in (XML appendix F, RFC 7303): a byte order mark, else the transport's charset, else the
/// pattern of the first bytes and the XML declaration.
struct EncodingDetection {
  let encoding: Encoding
  /// As declared, or the name of what was detected.
  let name: String
  /// Whether someone said so, or UTF-8 was assumed.
  let isDeclared: Bool
  /// Bytes of the byte order mark.
  let markLength: Int
  let warnings: [Findings.Problem]
  /// Set where the bytes contradict what is said about them.
  let conflict: Findings.Problem?
  /// The first line of the input as ASCII, for messages about it.
  let readableStart: [UInt8]
  /// The name in the XML declaration, in `readableStart`.
  let declaredRange: Range<Int>

  init(bytes: [UInt8], charset: String?) {
    let (marked, markLength) = Self.byteOrderMark(bytes)
    let patterned = marked ?? Self.pattern(bytes)
    let ascii = Self.asciiStart(bytes.dropFirst(markLength), encoding: patterned)
    let declaration = Self.declaredEncoding(ascii)
    readableStart = ascii
    declaredRange = declaration?.range ?? 0..<0
    self.markLength = markLength
    let charset = charset?.isEmpty == false ? charset : nil
    isDeclared = charset != nil || declaration != nil || marked != nil

    func problem(_ severity: Diagnostic.Severity, _ message: String, help: String?) -> Findings.Problem {
      Findings.Problem(
        severity: severity, rule: .encoding, message: message, help: help, range: declaration?.range ?? 0..<0)
    }

    var warnings: [Findings.Problem] = []
    var conflict: Findings.Problem?
    if let marked {
      encoding = marked
      name = Self.name(marked)
      if let charset, !Self.agree(Encoding(name: charset), marked) {
        let message = "the file was served as \"\(charset)\" but begins with a \(Self.name(marked)) byte order mark"
        warnings.append(problem(.warning, message, help: nil))
      } else if charset == nil, let declaration, !Self.agree(Encoding(name: declaration.name), marked) {
        let message = "the file declares \"\(declaration.name)\" but begins with a \(Self.name(marked)) byte order mark"
        conflict = problem(.error, message, help: "declare \(Self.name(marked)), or save the file without the mark")
      }
    } else {
      let said = charset ?? declaration?.name
      let meant = said.map { Encoding(name: $0) } ?? patterned ?? .utf8
      name = said ?? Self.name(meant)
      if let patterned {
        encoding = patterned
        if said != nil, !Self.agree(meant, patterned) {
          let message = "the file is said to be in \"\(name)\" but its bytes are \(Self.name(patterned))"
          conflict = problem(.error, message, help: "declare \(Self.name(patterned))")
        }
      } else {
        encoding = meant
        if !meant.isASCIIBased, bytes.first == UInt8(ascii: "<"), bytes.count > 1, bytes[1] != 0 {
          let message = "the file is said to be in \"\(name)\" but its bytes are not"
          conflict = problem(.error, message, help: "name the encoding that the file is in, most likely UTF-8")
        }
      }
    }
    self.warnings = warnings
    self.conflict = conflict
  }

  private static func byteOrderMark(_ bytes: [UInt8]) -> (Encoding?, Int) {
    let start = Array(bytes.prefix(4))
    if start == [0xFF, 0xFE, 0, 0] { return (.utf32(isBigEndian: false), 4) }
    if start == [0, 0, 0xFE, 0xFF] { return (.utf32(isBigEndian: true), 4) }
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if start.starts(with: [0xFF, 0xFE]) { return (.utf16(isBigEndian: false), 2) }
    if start.starts(with: [0xFE, 0xFF]) { return (.utf16(isBigEndian: true), 2) }
    return (nil, 0)
  }

  /// An encoding of more than one byte a character shows in the bytes of the first `<`.
  private static func pattern(_ bytes: [UInt8]) -> Encoding? {
    let start = Array(bytes.prefix(4))
    guard start.count == 4 else { return nil }
    if start == [0x3C, 0, 0, 0] { return .utf32(isBigEndian: false) }
    if start == [0, 0, 0, 0x3C] { return .utf32(isBigEndian: true) }
    if start[0] == 0x3C, start[1] == 0, start[2] != 0 { return .utf16(isBigEndian: false) }
    if start[0] == 0, start[1] == 0x3C, start[2] == 0 { return .utf16(isBigEndian: true) }
    return nil
  }

  private static func agree(_ said: Encoding, _ found: Encoding) -> Bool {
    switch (said, found) {
    case (.utf16(let a), .utf16(let b)): a == nil || a == b
    case (.named(let name), .utf32): name.lowercased().hasPrefix("utf-32") || name.lowercased().contains("ucs-4")
    default: said == found
    }
  }

  private static func name(_ encoding: Encoding) -> String {
    switch encoding {
    case .utf8: "UTF-8"
    case .utf16: "UTF-16"
    case .utf32: "UTF-32"
    case .named(let name): name
    }
  }

  /// The first line, at most 1 KiB, with the zero bytes of wide encodings taken out.
  private static func asciiStart(_ bytes: ArraySlice<UInt8>, encoding: Encoding?) -> [UInt8] {
    let start = bytes.prefix(4096).filter { $0 != 0 }.prefix(1024)
    let readable = start.map { byte in
      byte < 0x80 && (byte >= 0x20 || XMLBytes.isBlank(byte)) ? byte : UInt8(ascii: "?")
    }
    return Array(readable.prefix { $0 != 10 && $0 != 13 || encoding == nil && $0 == 13 })
  }

  private static func declaredEncoding(_ start: [UInt8]) -> (name: String, range: Range<Int>)? {
    guard XMLBytes.starts(start, with: "<?xml", at: 0), let end = XMLBytes.find("?>", in: start, from: 5),
      var position = XMLBytes.find("encoding", in: start, from: 5), position < end
    else { return nil }
    position += 8
    while position < end, XMLBytes.isBlank(start[position]) || start[position] == UInt8(ascii: "=") { position += 1 }
    guard position < end, start[position] == UInt8(ascii: "\"") || start[position] == UInt8(ascii: "'") else {
      return nil
    }
    let quote = start[position]
    let from = position + 1
    guard let to = start[from..<end].firstIndex(of: quote), to > from else { return nil }
    return (String(decoding: start[from..<to], as: UTF8.self), from..<to)
  }
}
