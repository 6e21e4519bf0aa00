import CallInterface
import FlowDocument

/// A rule with everything it refers to resolved.
struct LinkedRule: Sendable {
  let name: Program.RuleName
  var body: GrammarNode
  let location: SourceLocation
}

/// Finds the rules that a grammar is made of, across files, each once (GRAM-21, GRAM-22, GRAM-26).
struct GrammarLinker {
  private struct Key: Hashable {
    let document: Int
    let rule: Int
  }

  /// Index 0 is the grammar itself.
  private var documents: [(document: GrammarDocument, identity: GrammarIdentity)] = []
  private var documentNumbers: [String: Int] = [:]
  private var ruleIndices: [[String: Int]] = []
  private let references: [String: GrammarDocument]
  private var numbers: [Key: Int] = [:]
  private var waiting: [Key] = []
  private var rules: [LinkedRule] = []

  init(_ main: GrammarDocument, references: [String: GrammarDocument]) throws(GrammarFault) {
    self.references = references
    _ = try add(main)
    let own = URIReference.splitFragment(main.base).uri
    if references[own] == nil { documentNumbers[own] = 0 }
  }

  /// All rules of the grammar and all that they reach; the entry rule is number 0.
  mutating func link(entry name: String?, external: Bool) throws(GrammarFault) -> [LinkedRule] {
    let main = documents[0].document
    let entry = try entryRule(of: 0, named: name, external: external, at: main.location)
    _ = number(of: Key(document: 0, rule: entry))
    // The grammar's other rules are looked at too, so that a broken reference in any of them is found.
    for rule in main.rules.indices { _ = number(of: Key(document: 0, rule: rule)) }
    while rules.count < waiting.count {
      let key = waiting[rules.count]
      let (document, identity) = documents[key.document]
      let rule = document.rules[key.rule]
      let body = try resolve(rule.expansion, in: key.document)
      rules.append(
        LinkedRule(name: Program.RuleName(id: rule.id, grammar: identity), body: body, location: rule.location))
    }
    return rules
  }

  private mutating func number(of key: Key) -> Int {
    if let known = numbers[key] { return known }
    numbers[key] = waiting.count
    waiting.append(key)
    return waiting.count - 1
  }

  private mutating func add(_ document: GrammarDocument) throws(GrammarFault) -> Int {
    var indices: [String: Int] = [:]
    for (index, rule) in document.rules.enumerated() {
      if ["NULL", "VOID", "GARBAGE"].contains(rule.id) {
        throw .badGrammar("a rule cannot be called \(rule.id): the name is reserved", at: rule.location)
      }
      guard indices.updateValue(index, forKey: rule.id) == nil else {
        throw .badGrammar("the rule '\(rule.id)' is defined twice", at: rule.location)
      }
    }
    if let root = document.root, indices[root.value] == nil {
      throw .badGrammar("the root rule '\(root.value)' does not exist", at: root.location)
    }
    let identity = GrammarIdentity(
      index: documents.count, base: document.base, tagFormat: document.tagFormat, headTags: document.headTags)
    documents.append((document, identity))
    ruleIndices.append(indices)
    return documents.count - 1
  }

  /// The rule that a grammar is entered by. From outside only public rules and the root can be (SRGS §3.2, §4.7).
  private func entryRule(
    of number: Int, named name: String?, external: Bool, at location: SourceLocation
  ) throws(GrammarFault) -> Int {
    let document = documents[number].document
    guard let name = name ?? document.root?.value else {
      throw .badGrammar("the grammar has no root rule, so the rule to use has to be named after a '#'", at: location)
    }
    guard let index = ruleIndices[number][name] else {
      throw .badGrammar("there is no rule '\(name)' in the grammar", at: location)
    }
    guard !external || document.rules[index].isPublic || document.root?.value == name else {
      throw .badGrammar("the rule '\(name)' is private to its grammar; it needs scope=\"public\"", at: location)
    }
    return index
  }

  private mutating func resolve(_ expansion: GrammarExpansion, in document: Int) throws(GrammarFault) -> GrammarNode {
    switch expansion {
    case .token(let token):
      return try resolve(token, mode: documents[document].document.mode)
    case .sequence(let items):
      var nodes: [GrammarNode] = []
      for item in items { nodes.append(try resolve(item, in: document)) }
      return .flatSequence(nodes)
    case .alternatives(let items):
      var nodes: [GrammarNode] = []
      for item in items { nodes.append(try resolve(item, in: document)) }
      return nodes.count == 1 ? nodes[0] : .alternatives(nodes)
    case .repetition(let item, let minimum, let maximum):
      guard minimum >= 0, maximum.map({ $0 >= minimum }) ?? true else {
        throw .badGrammar("a repeat from \(minimum) to \(maximum ?? 0) cannot be")
      }
      return .repetition(try resolve(item, in: document), minimum: minimum, maximum: maximum)
    case .ruleReference(let reference):
      return try resolve(reference, in: document)
    case .tag(let tag):
      let format = documents[document].document.tagFormat
      return TagFormat(format) == .unknown ? .empty : .run(words: [], parts: [.tag(tag)])
    case .null: return .empty
    case .void: return .void
    case .garbage: return .garbage
    }
  }

  private func resolve(_ token: Located<String>, mode: GrammarMode) throws(GrammarFault) -> GrammarNode {
    switch mode {
    case .voice:
      return .run(words: Tokens.cut(token.value), parts: [.token(token.value)])
    case .dtmf:
      var keys: [String] = []
      for character in token.value where !character.isWhitespace {
        guard let digit = DTMFDigit(character) else {
          throw .badGrammar("'\(token.value)' is not a telephone key", at: token.location)
        }
        keys.append(String(digit.rawValue))
      }
      return .run(words: keys, parts: keys.map { .token($0) })
    }
  }

  private mutating func resolve(_ reference: RuleReference, in number: Int) throws(GrammarFault) -> GrammarNode {
    let here = documents[number].document
    var target = number
    if let uri = reference.document {
      guard let absolute = URIReference.resolve(uri, against: here.base) else {
        throw .badGrammar("'\(uri)' cannot be resolved", at: reference.location)
      }
      target = try document(at: absolute, for: reference)
    }
    guard documents[target].document.mode == here.mode else {
      throw .badGrammar(
        "a \(here.mode) grammar cannot refer to a \(documents[target].document.mode) grammar",
        at: reference.location)
    }
    let rule = try entryRule(
      of: target, named: reference.rule, external: target != number, at: reference.location)
    return .call(self.number(of: Key(document: target, rule: rule)), reference.location)
  }

  private mutating func document(at uri: String, for reference: RuleReference) throws(GrammarFault) -> Int {
    let uri = URIReference.splitFragment(uri).uri
    if let known = documentNumbers[uri] { return known }
    guard let found = references[uri] else {
      throw .badGrammar("the grammar \(uri) is not available", at: reference.location)
    }
    let number = try add(found)
    documentNumbers[uri] = number
    return number
  }
}
