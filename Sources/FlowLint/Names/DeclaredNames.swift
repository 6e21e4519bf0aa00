import FlowDocument

/// The names that a document's elements and scripts can declare. Generous: a name counts as declared if it is anywhere
/// on a path, so that what is reported as unknown is unknown.
struct DeclaredNames {
  enum Standing {
    case declared
    /// A script that cannot be read here might declare it.
    case perhaps
    case unknown
  }

  /// By dialog; `nil` is the top of the document.
  private var declared: [Int?: Set<String>] = [:]
  private var words: Set<String> = []
  private var isOpen = false
  /// Whether all documents can be listed whose names are seen at the top of this one, and from it.
  private let knowsTop: Bool
  private let knowsRoot: Bool

  init(_ flow: FlowUnderCheck) {
    knowsTop = !flow.document.dialogs.isEmpty || !flow.leaves.isEmpty
    knowsRoot = flow.knowsRoot
    collect(flow.flow, keepingDialogs: true)
    if let root = flow.root { collect(root, keepingDialogs: false, topOnly: true) }
    // What stands at the top of a root works in every leaf.
    for leaf in flow.leaves { collect(leaf, keepingDialogs: false) }
  }

  /// All names that can be seen somewhere.
  var all: [String] { declared.values.reduce(into: Set()) { $0.formUnion($1) }.sorted() }

  func standing(of name: String, at place: Place) -> Standing {
    var parts = name.split(separator: ".").map(String.init)
    if parts.count > 1, ["application", "document", "dialog"].contains(parts[0]) { parts.removeFirst() }
    guard let first = parts.first else { return .declared }
    // Session variables and names of the platform: `session.…`, `lastresult$`, `_event`, an item's `name$`.
    if first == "session" || first.hasSuffix("$") || first.hasPrefix("_") { return .declared }
    if Self.scopes.contains(first) || sees(first, at: place) || words.contains(first) { return .declared }
    if !knowsRoot || (place.dialog == nil && !knowsTop) { return .declared }
    return isOpen ? .perhaps : .unknown
  }

  private static let scopes: Set<String> = ["application", "document", "dialog"]

  private func sees(_ name: String, at place: Place) -> Bool {
    if declared[nil, default: []].contains(name) { return true }
    guard let dialog = place.dialog else { return declared.values.contains { $0.contains(name) } }
    return declared[dialog, default: []].contains(name)
  }

  // MARK: Collecting

  private mutating func collect(_ flow: WalkedFlow, keepingDialogs: Bool, topOnly: Bool = false) {
    for node in flow.nodes {
      if topOnly, node.place.dialog != nil { continue }
      // Dialogs of a leaf are kept together under a number that no dialog has.
      let key: Int? = keepingDialogs || node.place.dialog == nil ? node.place.dialog : -1
      declared[key, default: []].formUnion(node.declaredNames)
      for expression in node.expressions { words.formUnion(ScriptWords(expression.source).assigned) }
      collectScript(node)
    }
  }

  private mutating func collectScript(_ node: FlowNode) {
    guard case .executable(.script) = node.element else { return }
    guard let text = node.scriptText else {
      isOpen = true
      return
    }
    let found = ScriptWords(text)
    words.formUnion(found.mentioned)
    if found.isOpen { isOpen = true }
  }
}

extension FlowNode {
  fileprivate var declaredNames: [String] {
    switch element {
    case .item(let item): [item.name?.value].compactMap(\.self)
    case .repetition(let loop): [loop.item.value]
    case .executable(.variable(let variable)): [variable.name.value]
    case .executable(.data(let data)): [data.name?.value].compactMap(\.self)
    case .calendar(let calendar): [calendar.name.value]
    case .executable(.callback(let callback)): [callback.result?.value].compactMap(\.self)
    case .executable(.extension(let element)): [element.result?.value].compactMap(\.self)
    case .executable(.foreach(let loop)): [loop.item.value]
    // An `assign` to an unknown name is a fault of its own; its name is not reported a second time.
    case .executable(.assign(let assign)): [assign.name.value.split(separator: ".").last.map(String.init) ?? ""]
    case .route, .say, .dialog, .property, .handler, .link, .choice, .option, .filled, .grammar, .prompt, .audio,
      .value, .mark,
      .executable:
      []
    }
  }
}
