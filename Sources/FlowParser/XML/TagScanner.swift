/// Follows the parser through the text and says where each start tag and its attributes stand: libxml2 gives names and
/// values only. It reads well-formed text only, since it never runs ahead of the parser.
struct TagScanner {
  struct Tag {
    /// Of `<`.
    var offset: Int
    var name: Range<Int>
    var attributes: [(name: Range<Int>, value: Range<Int>)] = []
    /// Just after `>`.
    var end: Int
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The start tag that the parser has just read up to `offset`, its `>` or `/>`.
  mutating func tag(readUpTo offset: Int) -> Tag? {
    while let open = bytes[position...].firstIndex(of: UInt8(ascii: "<")), open < offset {
      position = open
      if XMLBytes.starts(bytes, with: "<!--", at: open) {
        skip(past: "-->", from: open + 4)
      } else if XMLBytes.starts(bytes, with: "<![CDATA[", at: open) {
        skip(past: "]]>", from: open + 9)
      } else if XMLBytes.starts(bytes, with: "<?", at: open) {
        skip(past: "?>", from: open + 2)
      } else if XMLBytes.starts(bytes, with: "<!", at: open) {
        skipDocumentType(from: open + 2)
      } else if XMLBytes.starts(bytes, with: "</", at: open) {
        skip(past: ">", from: open + 2)
      } else {
        let tag = startTag(at: open)
        position = tag.end
        if tag.end >= offset { return tag }
      }
    }
    return nil
  }

  private mutating func skip(past mark: StaticString, from offset: Int) {
    position = XMLBytes.find(mark, in: bytes, from: offset).map { $0 + mark.utf8CodeUnitCount } ?? bytes.count
  }

  private func startTag(at open: Int) -> Tag {
    var index = open + 1
    let name = nameRange(from: index)
    index = name.upperBound
    var tag = Tag(offset: open, name: name, end: bytes.count)
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") {
        tag.end = index + 1
        return tag
      }
      guard XMLBytes.isName(byte) else {
        index += 1
        continue
      }
      let attribute = nameRange(from: index)
      index = attribute.upperBound
      while index < bytes.count, XMLBytes.isBlank(bytes[index]) || bytes[index] == UInt8(ascii: "=") { index += 1 }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
        continue
      }
      let from = index + 1
      let to = bytes[from...].firstIndex(of: bytes[index]) ?? bytes.count
      tag.attributes.append((attribute, from..<to))
      index = min(to + 1, bytes.count)
    }
    return tag
  }

  private func nameRange(from start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count, XMLBytes.isName(bytes[end]) { end += 1 }
    return start..<end
  }

  private mutating func skipDocumentType(from start: Int) {
    var index = start
    var isInSubset = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        index = bytes[(index + 1)...].firstIndex(of: byte) ?? bytes.count
      } else if XMLBytes.starts(bytes, with: "<!--", at: index) {
        index = XMLBytes.find("-->", in: bytes, from: index + 4).map { $0 + 2 } ?? bytes.count
      } else if XMLBytes.starts(bytes, with: "<?", at: index) {
        index = XMLBytes.find("?>", in: bytes, from: index + 2).map { $0 + 1 } ?? bytes.count
      } else if byte == UInt8(ascii: "[") {
        isInSubset = true
      } else if byte == UInt8(ascii: "]") {
        isInSubset = false
      } else if byte == UInt8(ascii: ">"), !isInSubset {
        index += 1
        break
      }
      index += 1
    }
    position = min(index, bytes.count)
  }
}
