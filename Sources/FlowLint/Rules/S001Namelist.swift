import FlowDocument
import FlowParser

/// S001: a name in a namelist that nothing declares (VoiceXML 2.0 §5.3: `error.semantic` when it is read).
struct NamelistRule: LintRule {
  static let id = "S001"
  static let severity = Diagnostic.Severity.error
  static let help = "a caller who comes here gets error.semantic; declare it with <var>, or mend the name"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    let names = DeclaredNames(flow)
    return flow.nodes.flatMap { node in
      node.namelist.compactMap { check($0, names, at: node.place) }
    }
  }

  private func check(_ name: Located<String>, _ names: DeclaredNames, at place: Place) -> Finding? {
    let near = Suggestion.nearest(to: name.value, in: names.all).map { "did you mean \"\($0)\"?" }
    let length = name.value.unicodeScalars.count
    switch names.standing(of: name.value, at: place) {
    case .declared:
      return nil
    case .perhaps:
      return Finding(
        "\"\(name.value)\" is declared by no element; only a script could", help: near, severity: .warning,
        at: name.location, length: length)
    case .unknown:
      return Finding("nothing declares \"\(name.value)\"", help: near, at: name.location, length: length)
    }
  }
}

extension FlowNode {
  /// The names whose variables this element reads or clears. Those of `filled` are input items: the parser knows them.
  fileprivate var namelist: [Located<String>] {
    switch element {
    case .item(let item):
      if case .subdialog(let subdialog) = item.kind { subdialog.namelist } else { [] }
    case .executable(.clear(let clear)): clear.namelist ?? []
    case .executable(.submit(let submit)): submit.namelist ?? []
    case .executable(.data(let data)): data.namelist
    case .executable(.disconnect(let disconnect)): disconnect.namelist
    case .executable(.exit(let exit)): if case .namelist(let names) = exit.value { names } else { [] }
    case .executable(.return(let result)): if case .namelist(let names) = result.value { names } else { [] }
    case .calendar, .route, .say, .dialog, .property, .handler, .link, .choice, .option, .filled, .grammar, .prompt,
      .audio, .value, .mark,
      .repetition, .executable:
      []
    }
  }
}
