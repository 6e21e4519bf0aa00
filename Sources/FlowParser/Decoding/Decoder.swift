/// Bytes to UTF-8 text: finds the encoding, converts the whole input, and checks every character (XML §2.2, §4.3.3).
struct Decoder {
  struct Result {
    /// The text; where decoding failed, the part before the bad bytes with U+FFFD at its end.
    let source: SourceText
    let problems: [Findings.Problem]
  }

  /// Bytes.
  let limit: Int

  func decode(_ bytes: [UInt8], charset: String?) -> Result {
    if bytes.count > limit {
      let start = SourceText(bytes: Array(bytes.prefix(0)))
      let message = "the document has \(bytes.count) bytes; the limit is \(limit)"
      return Result(source: start, problems: [problem(.error, .limit, message, at: 0..<0)])
    }
    let detection = EncodingDetection(bytes: bytes, charset: charset)
    if let conflict = detection.conflict {
      let start = SourceText(bytes: detection.readableStart)
      return Result(source: start, problems: [conflict])
    }
    let body = Array(bytes.dropFirst(detection.markLength))
    if detection.encoding == .utf8 {
      return checked(body, detection: detection)
    }
    switch EncodingConversion.convert(body, from: detection.encoding.converterNames) {
    case .converted(let utf8):
      return checked(utf8, detection: detection)
    case .unknownEncoding:
      let start = SourceText(bytes: detection.readableStart)
      let message = "the encoding \"\(detection.name)\" is not known"
      let help = "save the file as UTF-8, or name the encoding that it is in"
      return Result(
        source: start, problems: [problem(.error, .encoding, message, help: help, at: detection.declaredRange)])
    case .invalidBytes(let before):
      let message = "bytes that are no character in the encoding \(detection.name)"
      return failed(after: before, .encoding, message, detection: detection)
    }
  }

  private func checked(_ utf8: [UInt8], detection: EncodingDetection) -> Result {
    switch CharacterCheck.firstProblem(in: utf8) {
    case nil:
      return Result(source: SourceText(bytes: utf8), problems: detection.warnings)
    case .invalidByte(let offset):
      let byte = String(utf8[offset], radix: 16, uppercase: true)
      let message = "the byte 0x\(byte) is no character in UTF-8"
      return failed(after: Array(utf8[..<offset]), .encoding, message, detection: detection)
    case .forbidden(let offset, let scalar):
      let source = SourceText(bytes: CharacterCheck.shown(utf8))
      let code = String(scalar, radix: 16, uppercase: true)
      let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
      let message = "the character \(name) is not allowed in XML"
      return Result(
        source: source,
        problems: detection.warnings + [problem(.error, .notWellFormed, message, at: offset..<offset + 1)])
    }
  }

  private func failed(
    after before: [UInt8], _ rule: Rule, _ message: String, detection: EncodingDetection
  ) -> Result {
    let source = SourceText(bytes: CharacterCheck.shown(before) + Array("\u{FFFD}".utf8))
    let help =
      detection.isDeclared
      ? "the file is said to be in \(detection.name); save it so, or name the encoding that it is in"
      : "if the file is in another encoding, declare it: <?xml version=\"1.0\" encoding=\"GB18030\"?>"
    let range = before.count..<before.count + 3
    return Result(
      source: source, problems: detection.warnings + [problem(.error, rule, message, help: help, at: range)])
  }

  private func problem(
    _ severity: Diagnostic.Severity, _ rule: Rule, _ message: String, help: String? = nil, at range: Range<Int>
  ) -> Findings.Problem {
    Findings.Problem(severity: severity, rule: rule, message: message, help: help, range: range)
  }
}
