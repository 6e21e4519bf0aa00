/// An element as read, before anything is known about its meaning.
final class RawElement {
  /// As written, with its prefix.
  let name: String
  let localName: String
  let namespace: String?
  let attributes: [RawAttribute]
  /// Namespaces declared on this element.
  let namespaces: [String]
  var children: [RawNode] = []
  /// Byte offset of its `<`, or of the entity reference that it came from.
  let offset: Int
  /// Its `<` and its name.
  let nameRange: Range<Int>

  init(
    name: String, localName: String, namespace: String?, attributes: [RawAttribute], namespaces: [String], offset: Int,
    nameRange: Range<Int>
  ) {
    self.name = name
    self.localName = localName
    self.namespace = namespace
    self.attributes = attributes
    self.namespaces = namespaces
    self.offset = offset
    self.nameRange = nameRange
  }

  /// Whether it or an element in it declares a namespace.
  func declares(namespace: String) -> Bool {
    if namespaces.contains(namespace) { return true }
    return children.contains { child in
      if case .element(let element) = child { element.declares(namespace: namespace) } else { false }
    }
  }
}

struct RawAttribute {
  /// As written, with its prefix.
  let name: String
  let localName: String
  let namespace: String?
  let value: String
  /// Byte ranges of the name and of the value between its quotes; those of the element where it came from elsewhere.
  let nameRange: Range<Int>
  let valueRange: Range<Int>
}

enum RawNode {
  case element(RawElement)
  /// The offset is that of the markup before it.
  case text(String, offset: Int, isCDATA: Bool)
  case comment(String)
  case instruction(target: String, data: String)
}
