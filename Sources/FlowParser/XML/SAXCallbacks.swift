internal import CLibXML2

/// What `startElementNs` reports, as Swift values.
struct SAXStart {
  struct Attribute {
    let name: String
    let localName: String
    let namespace: String?
    let value: String
  }
  let name: String
  let localName: String
  let namespace: String?
  let namespaces: [String]
  let attributes: [Attribute]

  /// Bytes that count when an entity puts this tag in.
  var expandedSize: Int {
    attributes.reduce(name.utf8.count + 2) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
  }
}

/// The C functions that libxml2 calls. Each finds its reader in the parser's `_private`, which the parsers of entities
/// inherit from the main one.
enum SAXCallbacks {
  typealias Parser = UnsafeMutablePointer<xmlParserCtxt>

  static func install(in handler: inout xmlSAXHandler) {
    handler.externalSubset = nil
    handler.resolveEntity = nil
    handler.reference = nil
    handler.warning = nil
    handler.error = nil
    handler.fatalError = nil
    handler.entityDecl = entityDeclaration
    handler.getEntity = { context, name in
      SAXCallbacks.counted(xmlSAX2GetEntity(context, name), in: context)
    }
    handler.getParameterEntity = { context, name in
      SAXCallbacks.counted(xmlSAX2GetParameterEntity(context, name), in: context)
    }
    handler.startElementNs = startElement
    handler.endElementNs = { context, _, _, _ in
      SAXCallbacks.withReader(context) { reader, parser in reader.endElement(in: parser) }
    }
    handler.characters = { context, text, length in
      SAXCallbacks.withReader(context) { reader, parser in
        reader.characters(UnsafeBufferPointer(start: text, count: Int(length)), isCDATA: false, in: parser)
      }
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = { context, text, length in
      SAXCallbacks.withReader(context) { reader, parser in
        reader.characters(UnsafeBufferPointer(start: text, count: Int(length)), isCDATA: true, in: parser)
      }
    }
    handler.comment = { context, text in
      SAXCallbacks.withReader(context) { reader, _ in reader.other(.comment(SAXCallbacks.string(text) ?? "")) }
    }
    handler.processingInstruction = { context, target, data in
      SAXCallbacks.withReader(context) { reader, _ in
        reader.other(
          .instruction(target: SAXCallbacks.string(target) ?? "", data: SAXCallbacks.string(data) ?? ""))
      }
    }
    handler.serror = { context, error in
      guard let error else { return }
      SAXCallbacks.withReader(context) { reader, parser in reader.report(error.pointee, in: parser) }
    }
  }

  /// Declares internal entities as libxml2 does; an external one is remembered and stays undeclared, so that nothing can
  /// make libxml2 load it.
  private static let entityDeclaration: entityDeclSAXFunc = { context, name, type, publicID, systemID, content in
    if type == Int32(XML_INTERNAL_GENERAL_ENTITY.rawValue) || type == Int32(XML_INTERNAL_PARAMETER_ENTITY.rawValue) {
      xmlSAX2EntityDecl(context, name, type, publicID, systemID, content)
    } else if let name = SAXCallbacks.string(name) {
      SAXCallbacks.withReader(context) { reader, _ in reader.externalEntities.insert(name) }
    }
  }

  /// Each reference counts, for entities that put in nothing but more references.
  private static func counted(_ entity: xmlEntityPtr?, in context: UnsafeMutableRawPointer?) -> xmlEntityPtr? {
    guard let entity else { return nil }
    var isAllowed = true
    withReader(context) { reader, parser in
      let isParameter = entity.pointee.etype == XML_INTERNAL_PARAMETER_ENTITY
      isAllowed = reader.reference(isParameter: isParameter, in: parser)
    }
    return isAllowed ? entity : nil
  }

  private static let startElement: startElementNsSAX2Func = {
    context, localName, prefix, uri, namespaceCount, namespaces, attributeCount, _, attributes in
    SAXCallbacks.withReader(context) { reader, parser in
      guard let local = SAXCallbacks.string(localName) else { return }
      var declared: [String] = []
      for index in 0..<Int(namespaceCount) {
        if let uri = SAXCallbacks.string(namespaces?[index * 2 + 1]) { declared.append(uri) }
      }
      var read: [SAXStart.Attribute] = []
      for index in 0..<Int(attributeCount) {
        // Five pointers each: local name, prefix, namespace, start and end of the value.
        guard let name = SAXCallbacks.string(attributes?[index * 5]), let start = attributes?[index * 5 + 3],
          let end = attributes?[index * 5 + 4]
        else { continue }
        let value = String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
        read.append(
          SAXStart.Attribute(
            name: SAXCallbacks.qualified(name, SAXCallbacks.string(attributes?[index * 5 + 1])), localName: name,
            namespace: SAXCallbacks.string(attributes?[index * 5 + 2]), value: value))
      }
      let start = SAXStart(
        name: SAXCallbacks.qualified(local, SAXCallbacks.string(prefix)), localName: local,
        namespace: SAXCallbacks.string(uri), namespaces: declared, attributes: read)
      reader.startElement(start, in: parser)
    }
  }

  private static func withReader(_ context: UnsafeMutableRawPointer?, _ body: (XMLReader, Parser) -> Void) {
    guard let parser = context?.assumingMemoryBound(to: xmlParserCtxt.self),
      let reader = parser.pointee._private
    else { return }
    body(Unmanaged<XMLReader>.fromOpaque(reader).takeUnretainedValue(), parser)
  }

  private static func string(_ text: UnsafePointer<xmlChar>?) -> String? {
    text.map { String(cString: $0) }
  }

  private static func qualified(_ name: String, _ prefix: String?) -> String {
    prefix.map { "\($0):\(name)" } ?? name
  }
}
