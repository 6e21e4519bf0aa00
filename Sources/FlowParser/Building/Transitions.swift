internal import FlowDocument

/// `goto`, `submit`, `exit`, `return` (VoiceXML 2.0 §5.3.7 to §5.3.10).
extension DocumentBuilder {
  func goto(_ element: CheckedElement) -> Goto? {
    let target: Goto.Target
    if let dialog = element.source("next", "expr") {
      target = .dialog(dialog)
    } else if let item = element.source("nextitem", "expritem") {
      target = .item(item)
    } else {
      return nil
    }
    return Goto(target: target, fetch: fetch(element), location: element.location)
  }

  func submit(_ element: CheckedElement) -> Submit? {
    guard let target = element.source("next", "expr") else { return nil }
    return Submit(
      target: target, namelist: element.names("namelist"), method: method(element),
      encoding: element.string("enctype"), fetch: fetch(element), location: element.location)
  }

  func exit(_ element: CheckedElement) -> Exit {
    let value: Exit.Value
    if let expression = element.expression("expr") {
      value = .expression(expression)
    } else if let names = element.names("namelist") {
      value = .namelist(names)
    } else {
      value = .nothing
    }
    return Exit(value: value, location: element.location)
  }

  func returning(_ element: CheckedElement) -> Return {
    let value: Return.Value
    if let event = eventToThrow(element) {
      value = .event(event)
    } else if let names = element.names("namelist") {
      value = .namelist(names)
    } else {
      value = .nothing
    }
    return Return(value: value, location: element.location)
  }
}
