import CJavaScriptCore
import CallInterface
import ECMAScript
import FlowDocument

extension JavaScriptContext {
  func makeDocument(_ tree: XMLTree) throws(ScriptFault) -> ScriptValue {
    var columns = DocumentColumns()
    try columns.add(tree)
    return try guarded { () throws(ScriptFault) in
      try fitRealm()
      let maker: JSObjectRef
      if let documentMaker { maker = documentMaker } else { maker = try loadDocumentMaker() }
      return try export(try call(maker, string(columns.text)))
    }
  }

  private func loadDocumentMaker() throws(ScriptFault) -> JSObjectRef {
    isLoading = true
    defer { isLoading = false }
    let maker = try EngineCalls.call(try EngineCalls.load(Prelude.document, in: context), [], in: context)
    JSValueProtect(context, maker)
    documentMaker = maker
    return maker
  }
}

/// A document as the parallel arrays of `Prelude.document`.
private struct DocumentColumns {
  private var types: [Int] = []
  private var parents: [Int] = []
  private var ends: [Int] = []
  private var names: [String?] = []
  private var namespaces: [String?] = []
  private var values: [String?] = []
  private static let greatestDepth = 2000

  mutating func add(_ tree: XMLTree) throws(ScriptFault) {
    let document = begin(9, parent: -1)
    try add(tree.root, parent: document, depth: Self.greatestDepth)
    ends[document] = types.count
  }

  private mutating func add(_ element: XMLElement, parent: Int, depth: Int) throws(ScriptFault) {
    if depth < 0 { throw ScriptFault(.depthLimit, "the document is nested too deeply") }
    let index = begin(1, parent: parent, name: element.name, namespace: element.namespace)
    for attribute in element.attributes {
      _ = begin(2, parent: index, name: attribute.name, namespace: attribute.namespace, value: attribute.value)
    }
    for child in element.children {
      switch child {
      case .element(let element): try add(element, parent: index, depth: depth - 1)
      case .text(let text): _ = begin(3, parent: index, value: text)
      case .cdata(let text): _ = begin(4, parent: index, value: text)
      case .comment(let text): _ = begin(8, parent: index, value: text)
      case .processingInstruction(let target, let data): _ = begin(7, parent: index, name: target, value: data)
      }
    }
    ends[index] = types.count
  }

  /// A node that ends right after itself, until it is told otherwise.
  private mutating func begin(
    _ type: Int, parent: Int, name: String? = nil, namespace: String? = nil, value: String? = nil
  ) -> Int {
    types.append(type)
    parents.append(parent)
    ends.append(types.count)
    names.append(name)
    namespaces.append(namespace)
    values.append(value)
    return types.count - 1
  }

  var text: String {
    var text = "["
    for column in [types, parents, ends] {
      text += "[" + column.map(String.init).joined(separator: ",") + "],"
    }
    for (index, column) in [names, namespaces, values].enumerated() {
      text += index == 0 ? "[" : ",["
      for (row, string) in column.enumerated() {
        if row > 0 { text += "," }
        if let string { JSONText.write(string, to: &text) } else { text += "null" }
      }
      text += "]"
    }
    return text + "]"
  }
}
