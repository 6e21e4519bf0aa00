internal import FlowDocument

/// Handlers, links and what they throw (VoiceXML 2.0 §2.5, §5.2).
extension DocumentBuilder {
  func handlers(of element: CheckedElement) -> [Handler] {
    element.elements(named: "catch", "error", "help", "noinput", "nomatch").map { handler($0) }
  }

  private func handler(_ element: CheckedElement) -> Handler {
    var events = [element.name]
    if element.name == "catch" {
      let range = element.attributes["event"]?.range ?? element.nameRange
      events = (element.names("event") ?? []).map { currentEvent($0.value, at: range) }
      // "." and nothing at all stand for every event (§5.2.2).
      if events.contains(".") { events = [] }
    }
    return Handler(
      events: events, count: element.count("count") ?? 1, condition: element.expression("cond"),
      content: executables(element), location: element.location)
  }

  func links(of element: CheckedElement) -> [Link] {
    element.elements(named: "link").compactMap { child in
      guard let action = choiceAction(child) else { return nil }
      return Link(
        dtmf: child.normal("dtmf"), grammars: grammars(of: child), action: action, location: child.location)
    }
  }

  /// `event` or `eventexpr`, with `message` or `messageexpr`; `nil` without an event.
  func eventToThrow(_ element: CheckedElement) -> EventToThrow? {
    let event: TextSource
    if let written = element.normal("event"), let range = element.attributes["event"]?.range {
      event = .literal(Located(currentEvent(written.value, at: range), at: written.location))
    } else if let computed = element.expression("eventexpr") {
      event = .expression(computed)
    } else {
      return nil
    }
    return EventToThrow(event: event, message: element.source("message", "messageexpr"))
  }

  /// Events of VoiceXML 1.0 by their name since 2.0: `telephone.*` became `connection.*`.
  private func currentEvent(_ name: String, at range: Range<Int>) -> String {
    for (old, new) in [("telephone", "connection"), ("error.telephone", "error.connection")]
    where name == old || name.hasPrefix(old + ".") {
      let current = new + name.dropFirst(old.count)
      findings.departure(
        .oldEvent, "the event \"\(name)\" is of VoiceXML 1.0 and is read as \"\(current)\"",
        help: "write \"\(current)\"", at: range)
      return current
    }
    return name
  }
}
