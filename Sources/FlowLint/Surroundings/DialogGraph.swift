import FlowDocument

/// Which dialogs of a document a caller can come to.
struct DialogGraph {
  private let flow: FlowUnderCheck

  init(_ flow: FlowUnderCheck) {
    self.flow = flow
  }

  /// Places in `Document.dialogs`; `nil` where the ways through the flow are computed and cannot be known.
  func reachable() -> Set<Int>? {
    guard let entries = entries() else { return nil }
    var ways: [Int: Set<Int>] = [:]
    for node in flow.nodes {
      guard let from = node.place.dialog, let reference = node.reference else { continue }
      guard let text = Self.constant(reference.target) else { return nil }
      if let index = dialog(text, in: flow.document) { ways[from, default: []].insert(index) }
    }
    var found: Set<Int> = []
    var waiting = Array(entries)
    while let next = waiting.popLast() {
      if found.insert(next).inserted { waiting += ways[next, default: []].subtracting(found) }
    }
    return found
  }

  // MARK: Where callers come in

  private func entries() -> Set<Int>? {
    let document = flow.document
    var entries: Set<Int> = document.dialogs.isEmpty ? [] : [0]
    for (index, dialog) in document.dialogs.enumerated() where Self.listensEverywhere(dialog) { entries.insert(index) }
    // From the top of the document, and of its root, where a fragment means a dialog of the document at work.
    for node in flow.nodes + (flow.root?.nodes ?? []) where node.place.dialog == nil {
      guard let reference = node.reference else { continue }
      guard let text = Self.constant(reference.target) else { return nil }
      if let index = dialog(text, in: document) { entries.insert(index) }
    }
    for other in flow.others {
      for node in other.nodes {
        guard let reference = node.reference, let text = Self.constant(reference.target) else { continue }
        if case .file(let uri, let fragment) = Destination(text, in: other.document), flow.isOwn(uri) {
          insert(fragment ?? "", into: &entries)
        }
      }
    }
    // A computed target elsewhere is put together from words that are written somewhere.
    for text in ([flow.flow] + flow.others).flatMap(\.nodes).flatMap(\.writtenCode) {
      guard let named = Self.fragments(in: text) else { return nil }
      for id in named { insert(id, into: &entries) }
    }
    return entries
  }

  private func insert(_ id: String, into entries: inout Set<Int>) {
    if id.isEmpty {
      if !flow.document.dialogs.isEmpty { entries.insert(0) }
    } else if let index = flow.document.dialogIndex[id] {
      entries.insert(index)
    }
  }

  /// Whether a caller can choose from a dialog without having been led to it (§2.1, §2.2.1, §3.1.3).
  private static func listensEverywhere(_ dialog: Dialog) -> Bool {
    switch dialog {
    case .menu(let menu): menu.scope == .document
    case .form(let form): form.scope == .document || form.grammars.contains { $0.scope == .document }
    }
  }

  /// The dialog of this document that a written target means.
  private func dialog(_ text: String, in document: Document) -> Int? {
    let id: String
    switch Destination(text, in: document) {
    case .dialog(let fragment): id = fragment
    case .file(let uri, let fragment):
      guard flow.isOwn(uri) else { return nil }
      id = fragment ?? ""
    case .elsewhere: return nil
    }
    if id.isEmpty { return document.dialogs.isEmpty ? nil : 0 }
    return document.dialogIndex[id]
  }

  // MARK: Text that is computed

  /// A target as it is written, or an expression that is nothing but a string.
  private static func constant(_ target: TextSource) -> String? {
    switch target {
    case .literal(let text): return text.value
    case .expression(let expression):
      let text = Destination.trimmed(expression.source)
      guard let quote = text.first, quote == "'" || quote == "\"", text.count >= 2, text.last == quote else {
        return nil
      }
      let inside = text.dropFirst().dropLast()
      return inside.contains(quote) || inside.contains("\\") ? nil : String(inside)
    }
  }

  /// What follows each `#` in a piece of code; `nil` where the name itself is computed: `'#' + name`.
  private static func fragments(in code: String) -> [String]? {
    var found: [String] = []
    for part in code.split(separator: "#", omittingEmptySubsequences: false).dropFirst() {
      let name = part.prefix { $0 != "'" && $0 != "\"" && $0 != "`" && !$0.isWhitespace }
      let rest = part.dropFirst(name.count).drop(while: { "'\"`".contains($0) }).drop(while: \.isWhitespace)
      if rest.first == "+" || name.contains("$") { return nil }
      found.append(String(name))
    }
    return found
  }
}

extension FlowNode {
  /// Expressions and scripts of this element.
  fileprivate var writtenCode: [String] {
    expressions.map(\.source).filter { $0.contains("#") } + [scriptText].compactMap(\.self).filter { $0.contains("#") }
  }
}
