public import FlowDocument

/// A document as text, to show what stands at a place that is known by line and column only.
public struct SourceLines: Sendable {
  private let text: SourceText

  /// - Parameters: As for `FlowParser.parseDocument`.
  public init(_ bytes: [UInt8], charset: String? = nil) {
    text = Decoder(limit: ParserLimits().size).decode(bytes, charset: charset).source
  }

  /// What a diagnostic shows: the line, where the place is in it, and how much to underline.
  public struct Excerpt: Hashable, Sendable {
    public let line: String
    public let column: Int
    public let length: Int
  }

  /// The name of the tag that begins at a place, an attribute's whole value, or one word. `nil` past the end.
  public func excerpt(at location: SourceLocation) -> Excerpt? {
    guard let start = text.offset(of: location) else { return nil }
    let found = text.excerpt(start..<end(from: start))
    return Excerpt(line: found.line, column: found.column, length: found.length)
  }

  private func end(from start: Int) -> Int {
    let bytes = text.bytes
    if bytes[start] == UInt8(ascii: "<") {
      let name = bytes[(start + 1)...].prefix { !XMLBytes.isBlank($0) && !Self.endsName.contains($0) }
      return name.endIndex
    }
    let before = start > 0 ? bytes[start - 1] : 0
    if before == UInt8(ascii: "\"") || before == UInt8(ascii: "'") {
      return bytes[start...].prefix { $0 != before && $0 != 10 && $0 != 13 }.endIndex
    }
    return bytes[start...].prefix { !XMLBytes.isBlank($0) && !Self.endsWord.contains($0) }.endIndex
  }

  private static let endsName: [UInt8] = [UInt8(ascii: "/"), UInt8(ascii: ">")]
  private static let endsWord: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<")]
}

extension SourceText {
  /// The byte where a line and column begin; `nil` where there is no such place.
  fileprivate func offset(of location: SourceLocation) -> Int? {
    guard location.line >= 1, location.column >= 1, let lineStart = start(ofLine: location.line) else { return nil }
    var offset = lineStart
    for _ in 1..<location.column {
      guard offset < bytes.count, bytes[offset] != 10, bytes[offset] != 13 else { return nil }
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset < bytes.count ? offset : nil
  }
}
