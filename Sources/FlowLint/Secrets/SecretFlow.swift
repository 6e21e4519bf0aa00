import ECMAScript
import FlowDocument

/// Which variables of a document may hold something secure: what is declared `ivr:secure`, and whatever gets its value
/// from there. Followed through the text of expressions, in any order, within one document.
struct SecretFlow {
  /// A variable of a dialog; of the document where the dialog is `nil`.
  struct Variable: Hashable {
    let dialog: Int?
    let name: String
  }

  private let flow: FlowUnderCheck
  private var declared: [Int?: Set<String>] = [:]
  private var secret: Set<Variable> = []
  /// What a subdialog returned: only these members are secret.
  private var secretMembers: [Variable: Set<String>] = [:]
  private var parsed: [String: SourceNames] = [:]

  /// `nil` where nothing in the document is secure: then there is nothing to follow.
  init?(_ flow: FlowUnderCheck) {
    self.flow = flow
    for node in flow.nodes { note(node) }
    guard !secret.isEmpty else { return nil }
    var size = -1
    while size != secret.count + secretMembers.count {
      size = secret.count + secretMembers.count
      for node in flow.nodes { follow(node) }
    }
  }

  // MARK: Questions

  /// A secure variable that an expression reads; `nil` where it reads none.
  mutating func culprit(in expression: Expression, at place: Place) -> String? {
    culprit(in: expression.source, at: place)
  }

  mutating func culprit(in source: String, at place: Place) -> String? {
    names(of: source).read.sorted { $0.key < $1.key }.first { name, members in
      let variable = variable(name, at: place)
      if secret.contains(variable) { return true }
      guard let secret = secretMembers[variable] else { return false }
      return members.contains("") || !members.isDisjoint(with: secret)
    }?.key
  }

  // MARK: What is declared

  private mutating func note(_ node: FlowNode) {
    switch node.element {
    case .item(let item):
      guard let name = item.name?.value else { return }
      declare(name, at: node.place)
      declare(name + "$", at: node.place)
      if item.isSecure { secret.formUnion([variable(name, at: node.place), variable(name + "$", at: node.place)]) }
    case .executable(.variable(let variable)):
      declare(variable.name.value, at: node.place)
      if variable.isSecure { secret.insert(self.variable(variable.name.value, at: node.place)) }
    case .executable(.data(let data)):
      if let name = data.name?.value { declare(name, at: node.place) }
    case .executable(.foreach(let loop)): declare(loop.item.value, at: node.place)
    case .repetition(let loop): declare(loop.item.value, at: node.place)
    case .executable(.script(let script)):
      guard case .inline(let text) = script.source else { return }
      let names = names(of: text.value)
      for name in names.local.union(names.functions.keys) { declare(name, at: node.place) }
    case .executable, .calendar, .route, .dialog, .property, .handler, .link, .choice, .option, .filled, .grammar,
      .prompt, .audio, .value, .mark, .say:
      break
    }
  }

  private mutating func declare(_ name: String, at place: Place) {
    declared[place.dialog, default: []].insert(name)
  }

  private func variable(_ name: String, at place: Place) -> Variable {
    let isOwn = declared[place.dialog]?.contains(name) ?? false
    return Variable(dialog: isOwn ? place.dialog : nil, name: name)
  }

  private mutating func names(of source: String) -> SourceNames {
    if let names = parsed[source] { return names }
    let names = SourceNames(source)
    parsed[source] = names
    return names
  }

  // MARK: Where it goes

  private mutating func follow(_ node: FlowNode) {
    switch node.element {
    case .executable(.variable(let variable)):
      pass(variable.expression, to: variable.name.value, at: node.place)
    case .executable(.assign(let assign)):
      for name in names(of: assign.name.value + " = 0").stored { pass(assign.expression, to: name, at: node.place) }
    case .executable(.foreach(let loop)): pass(loop.array, to: loop.item.value, at: node.place)
    case .repetition(let loop): pass(loop.array, to: loop.item.value, at: node.place)
    case .executable(.script(let script)):
      guard case .inline(let text) = script.source else { return }
      follow(names(of: text.value), at: node.place)
    case .item(let item):
      if let name = item.name?.value { pass(item.expression, to: name, at: node.place) }
      guard case .subdialog(let subdialog) = item.kind, let callee = dialog(of: subdialog.source) else { return }
      for parameter in subdialog.parameters {
        guard case .expression(let expression) = parameter.value, culprit(in: expression, at: node.place) != nil else {
          continue
        }
        secret.insert(Variable(dialog: callee, name: parameter.name.value))
      }
      guard let name = item.name?.value else { return }
      let returned = returned(by: callee)
      if !returned.isEmpty { secretMembers[variable(name, at: node.place), default: []].formUnion(returned) }
    case .executable, .calendar, .route, .dialog, .property, .handler, .link, .choice, .option, .filled, .grammar,
      .prompt, .audio, .value, .mark, .say:
      break
    }
  }

  private mutating func pass(_ expression: Expression?, to name: String, at place: Place) {
    guard let expression, culprit(in: expression, at: place) != nil else { return }
    secret.insert(variable(name, at: place))
  }

  private mutating func follow(_ names: SourceNames, at place: Place) {
    for (name, function) in names.functions
    where function.body.read.contains(where: { secret.contains(variable($0, at: place)) }) {
      secret.insert(variable(name, at: place))
    }
    guard names.read.keys.contains(where: { secret.contains(variable($0, at: place)) }) else { return }
    for name in names.stored { secret.insert(variable(name, at: place)) }
  }

  /// Secure variables that a dialog returns.
  private mutating func returned(by dialog: Int) -> Set<String> {
    var names: Set<String> = []
    for node in flow.nodes where node.place.dialog == dialog {
      guard case .executable(.return(let element)) = node.element, case .namelist(let list) = element.value else {
        continue
      }
      for name in list where culprit(in: name.value, at: node.place) != nil { names.insert(name.value) }
    }
    return names
  }

  /// The dialog of this document that a subdialog calls, where that is written.
  private func dialog(of source: TextSource) -> Int? {
    guard case .literal(let text) = source, case .dialog(let name) = Destination(text.value, in: flow.document) else {
      return nil
    }
    return name.isEmpty ? 0 : flow.document.dialogIndex[name]
  }
}
