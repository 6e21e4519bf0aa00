/// Where the elements and attributes of an XML text stand. A scanner for mutations, not a parser: it believes every `<`.
struct Markup {
  struct Element {
    let name: String
    /// From its `<` to behind its last `>`.
    var range: Range<Int>
    let attributes: [Attribute]
  }

  struct Attribute {
    /// Name, quotes and value, with the space before them.
    let range: Range<Int>
    /// Between the quotes.
    let value: Range<Int>
  }

  /// In document order; an outer one before those inside it.
  private(set) var elements: [Element] = []
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var open: [Int] = []
    var at = 0
    while let start = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
      if let end = skipped(from: start) {
        at = end
        continue
      }
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { return }
      at = end + 1
      let name = word(from: start + 1)
      if bytes[start + 1] == UInt8(ascii: "/") {
        if let index = open.popLast() { elements[index].range = elements[index].range.lowerBound..<at }
      } else {
        if bytes[end - 1] != UInt8(ascii: "/") { open.append(elements.count) }
        elements.append(Element(name: name, range: start..<at, attributes: attributes(in: start..<end)))
      }
    }
  }

  /// Behind a comment, a CDATA section, a declaration or an instruction that begins here; `nil` for a tag.
  private func skipped(from start: Int) -> Int? {
    let kinds = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")]
    for (opening, closing) in kinds where bytes[start...].starts(with: opening.utf8) {
      var at = start + opening.utf8.count
      while at < bytes.count, !bytes[at...].starts(with: closing.utf8) { at += 1 }
      return min(bytes.count, at + closing.utf8.count)
    }
    return nil
  }

  private func word(from start: Int) -> String {
    String(decoding: bytes[start...].prefix { !Self.ends.contains($0) }, as: UTF8.self)
  }

  private static let ends = Set(" \n\t/>=".utf8)

  private func attributes(in tag: Range<Int>) -> [Attribute] {
    var found: [Attribute] = []
    var at = tag.lowerBound
    while let equals = bytes[at..<tag.upperBound].firstIndex(of: UInt8(ascii: "=")) {
      let quote = equals + 1
      guard quote < tag.upperBound,
        let end = bytes[(quote + 1)..<max(quote + 1, tag.upperBound)].firstIndex(of: bytes[quote])
      else { break }
      var start = equals
      while start > at, !Set(" \n\t".utf8).contains(bytes[start - 1]) { start -= 1 }
      found.append(Attribute(range: max(at, start - 1)..<(end + 1), value: (quote + 1)..<end))
      at = end + 1
    }
    return found
  }
}
