import FlowDocument

/// Variables that a flow sets once, where it declares them, to what is written there.
struct FlowConstants {
  private var values: [String: Expression] = [:]
  private var changed: Set<String> = []

  init(_ flow: FlowUnderCheck) {
    for walked in [flow.flow] + [flow.root].compactMap(\.self) + flow.leaves {
      for node in walked.nodes { note(node) }
    }
  }

  private mutating func note(_ node: FlowNode) {
    if case .executable(.variable(let variable)) = node.element {
      let name = variable.name.value
      if values[name] != nil || variable.expression == nil { changed.insert(name) }
      values[name] = variable.expression
    }
    if case .executable(.assign(let assign)) = node.element {
      changed.formUnion(assign.name.value.split(separator: ".").map(String.init))
    }
    if case .executable(.data(let data)) = node.element, let name = data.name?.value { changed.insert(name) }
    if case .item(let item) = node.element, let name = item.name?.value { changed.insert(name) }
    if let text = node.scriptText { changed.formUnion(ScriptWords(text).mentioned) }
    for expression in node.expressions { changed.formUnion(ScriptWords(expression.source).assigned) }
  }

  /// Whether an expression is made of constants only.
  func make(_ expression: String) -> Bool { make(expression, depth: 0) }

  private func make(_ expression: String, depth: Int) -> Bool {
    guard depth < 8, let code = Self.withoutStrings(expression) else { return false }
    return ScriptWords(code).mentioned.allSatisfy { word in
      if word.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) }) || Self.scopes.contains(word) { return true }
      guard !changed.contains(word), let value = values[word] else { return false }
      return make(value.source, depth: depth + 1)
    }
  }

  private static let scopes: Set<String> = ["application", "document", "dialog"]

  /// `nil` for what is more than plain strings.
  private static func withoutStrings(_ text: String) -> String? {
    var code = ""
    var quote: Character?
    var isEscaped = false
    for character in text {
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == open {
          quote = nil
        }
      } else if character == "`" {
        return nil
      } else if character == "'" || character == "\"" {
        quote = character
        code.append(" ")
      } else {
        code.append(character)
      }
    }
    return quote == nil ? code : nil
  }
}
