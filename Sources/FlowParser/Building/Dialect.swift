internal import FlowDocument

/// Elements of the namespace `urn:attendant:flow:1`.
extension DocumentBuilder {
  // MARK: Calendar

  func calendar(_ element: CheckedElement) -> CalendarElement? {
    guard let name = element.normal("name") else { return nil }
    return CalendarElement(
      name: name, timezone: element.normal("timezone"), source: element.text("src"), fetch: fetch(element),
      lines: element.elements(named: "open", "closed").map { calendarLine($0) }, location: element.location)
  }

  private func calendarLine(_ element: CheckedElement) -> CalendarLine {
    func bounds(_ from: String, _ to: String) -> CalendarLine.Bounds {
      CalendarLine.Bounds(from: element.normal(from), to: element.normal(to))
    }
    let isOpen = element.name == "open"
    return CalendarLine(
      kind: isOpen ? .open : .closed, days: element.text("days"), date: element.normal("on"),
      dates: isOpen ? bounds("fromdate", "todate") : bounds("from", "to"),
      hours: isOpen ? bounds("from", "to") : bounds("fromtime", "totime"), label: element.string("label"),
      location: element.location)
  }

  // MARK: Routes

  func routes(of element: CheckedElement) -> [Route] {
    var known: [String: SourceLocation] = [:]
    return element.elements(named: "route").compactMap { child in
      guard let id = child.normal("id") else { return nil }
      if let first = known[id.value], let range = child.attributes["id"]?.range {
        let message = "the id \"\(id.value)\" is taken by the route at \(first)"
        findings.error(.duplicateID, message, help: "give each route an id of its own", at: range)
      }
      known[id.value] = known[id.value] ?? child.location
      return route(child, id)
    }
  }

  private func route(_ element: CheckedElement, _ id: Located<String>) -> Route {
    let targets = element.elements(named: "target")
    if targets.isEmpty {
      findings.error(
        .missingElement, "the route \"\(id.value)\" has no target", help: "write <ivr:target dest=\"sip:…\"/> in it",
        at: element.nameRange)
    }
    return Route(
      id: id, strategy: element.keyword("strategy", as: Route.Strategy.self) ?? .ordered,
      maxWait: element.duration("maxwait"), targets: targets.compactMap { target($0) },
      headers: element.elements(named: "header").compactMap { header($0) },
      waiting: element.elements(named: "waiting").map {
        RouteWaiting(every: $0.duration("every"), prompts: prompts(of: $0), location: $0.location)
      },
      location: element.location)
  }

  private func target(_ element: CheckedElement) -> RouteTarget? {
    guard let destination = element.source("dest", "destexpr") else { return nil }
    return RouteTarget(
      destination: destination, condition: element.expression("cond"), on: element.names("on"),
      weight: element.normal("weight").flatMap { Double($0.value) } ?? 1,
      connectTimeout: element.duration("connecttimeout"), prompts: prompts(of: element), location: element.location)
  }

  private func header(_ element: CheckedElement) -> RouteHeader? {
    guard let name = element.normal("name"), let value = element.source("value", "expr") else { return nil }
    return RouteHeader(name: name, value: value, location: element.location)
  }

  // MARK: Executable content

  /// `nil` for an element that is no executable content of the dialect's own.
  func dialectExecutable(_ element: CheckedElement) -> Executable? {
    switch element.name {
    case "callback": callback(element).map { .callback($0) }
    case "metric": metric(element).map { .metric($0) }
    case "outcome":
      element.source("value", "expr").map { .outcome(BusinessOutcome(value: $0, location: element.location)) }
    case "language":
      element.source("value", "expr").map { .language(LanguageSwitch(language: $0, location: element.location)) }
    default: nil
    }
  }

  private func callback(_ element: CheckedElement) -> Callback? {
    guard let number = element.expression("numberexpr") else { return nil }
    return Callback(
      number: number, within: element.duration("within"), reason: element.source("reason", "reasonexpr"),
      result: element.normal("name"), location: element.location)
  }

  private func metric(_ element: CheckedElement) -> Metric? {
    guard let name = element.normal("name"), let value = element.expression("expr") else { return nil }
    return Metric(name: name, value: value, location: element.location)
  }

  // MARK: Words

  func say(_ element: CheckedElement) -> Say? {
    guard let key = element.source("key", "keyexpr") else { return nil }
    let words = element.children.filter { child in
      if case .element(let inner) = child { inner.name != "param" } else { true }
    }
    return Say(
      key: key, parameters: parameters(of: element), fallback: contents(words), location: element.location)
  }
}

extension CheckedElement {
  /// Whether anything in it is said by its key, or changes the language.
  var usesWords: Bool {
    elements.contains { child in
      child.rule.family == .dialect && (child.name == "say" || child.name == "language") || child.usesWords
    }
  }
}
