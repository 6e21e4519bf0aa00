import FlowDocument

/// A way from one dialog to another, as it is written.
struct Reference {
  enum Kind: String {
    case goto, choice, link, subdialog, submit
  }

  let kind: Kind
  let target: TextSource
  let place: Place
}

extension FlowNode {
  /// Where this element leads to, if it leads to a dialog.
  var reference: Reference? {
    switch element {
    case .executable(.goto(let goto)):
      guard case .dialog(let target) = goto.target else { return nil }
      return Reference(kind: .goto, target: target, place: place)
    case .executable(.submit(let submit)):
      return Reference(kind: .submit, target: submit.target, place: place)
    case .choice(let choice):
      guard case .go(let target, _) = choice.action else { return nil }
      return Reference(kind: .choice, target: target, place: place)
    case .link(let link):
      guard case .go(let target, _) = link.action else { return nil }
      return Reference(kind: .link, target: target, place: place)
    case .item(let item):
      guard case .subdialog(let subdialog) = item.kind else { return nil }
      return Reference(kind: .subdialog, target: subdialog.source, place: place)
    case .calendar, .route, .say, .dialog, .property, .handler, .option, .filled, .grammar, .prompt, .audio, .value,
      .mark, .repetition,
      .executable:
      return nil
    }
  }
}
