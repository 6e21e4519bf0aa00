internal import FlowDocument

/// Data for `data` (VoiceXML 2.1 §5, appendices D and E).
enum XMLTreeBuilder {
  static func tree(root: RawElement, prolog: [RawNode]) -> XMLTree {
    XMLTree(root: element(root), accessControl: accessControl(in: prolog))
  }

  private static func element(_ raw: RawElement) -> XMLElement {
    XMLElement(
      name: raw.name, namespace: raw.namespace,
      attributes: raw.attributes.map { XMLAttribute(name: $0.name, namespace: $0.namespace, value: $0.value) },
      children: raw.children.map { node($0) })
  }

  private static func node(_ raw: RawNode) -> XMLNode {
    switch raw {
    case .element(let inner): .element(element(inner))
    case .text(let text, _, let isCDATA): isCDATA ? .cdata(text) : .text(text)
    case .comment(let text): .comment(text)
    case .instruction(let target, let data): .processingInstruction(target: target, data: data)
    }
  }

  /// The values of `allow` in `<?access-control allow="…"?>`, joined by blanks if there are several instructions.
  private static func accessControl(in prolog: [RawNode]) -> String? {
    let values = prolog.compactMap { node -> String? in
      guard case .instruction("access-control", let data) = node else { return nil }
      return pseudoAttribute("allow", in: data) ?? ""
    }
    return values.isEmpty ? nil : values.joined(separator: " ")
  }

  private static func pseudoAttribute(_ name: String, in data: String) -> String? {
    let bytes = Array(data.utf8)
    let wanted = Array(name.utf8)
    var index = 0
    while index < bytes.count {
      let start = index
      while index < bytes.count, XMLBytes.isName(bytes[index]) { index += 1 }
      let isWanted = bytes[start..<index].elementsEqual(wanted)
      while index < bytes.count, XMLBytes.isBlank(bytes[index]) || bytes[index] == UInt8(ascii: "=") { index += 1 }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
        index = max(index, start + 1)
        continue
      }
      let end = bytes[(index + 1)...].firstIndex(of: bytes[index]) ?? bytes.count
      if isWanted { return String(decoding: bytes[(index + 1)..<end], as: UTF8.self) }
      index = end + 1
    }
    return nil
  }
}
