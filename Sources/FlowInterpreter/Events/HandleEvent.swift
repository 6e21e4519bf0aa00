import CallInterface
import ECMAScript
import FlowDocument

/// Events and the selection of their handler (VoiceXML 2.0 §5.2.4).
extension Interpreter {
  /// Most events between two waits that the flow may handle; a handler that throws its own event for ever is stopped
  /// here, and the platform's defaults take over.
  static let eventLimit = 32
  /// Most events that the defaults may add.
  private static let defaultEventLimit = 10

  mutating func handle(_ thrown: ThrownEvent) -> Outcome {
    guard !contexts.isEmpty else { return handleWithoutDocument(thrown) }
    let event = limitingRetries(thrown)
    eventsInStep += 1
    guard eventsInStep <= Self.eventLimit + Self.defaultEventLimit else { return giveUp(event) }
    countEvent(event.name)
    reportInput(event)
    leaveExecution()
    do throws(ScriptFault) {
      guard let found = try selectHandler(for: event) else { return giveUp(event) }
      return try run(found, for: event)
    } catch {
      if event.name == "error.semantic" && eventsInStep > Self.eventLimit / 2 { return giveUp(event) }
      return .throwEvent(ThrownEvent(error, in: "cond of a handler for \(event.name)"))
    }
  }

  private mutating func countEvent(_ name: String) {
    if let current = context.dialog.current, context.dialog.items.indices.contains(current) {
      context.dialog.items[current].counters.count(name)
    } else {
      context.dialog.counters.count(name)
    }
  }

  private func counter(_ name: String) -> Int {
    if let current = context.dialog.current, context.dialog.items.indices.contains(current) {
      return context.dialog.items[current].counters[name]
    }
    return context.dialog.counters[name]
  }

  private mutating func reportInput(_ event: ThrownEvent) {
    switch event.name {
    case "noinput", "ivr.retrylimit.noinput":
      report(.noinput(count: counter("noinput") + counter("ivr.retrylimit.noinput")))
    case "nomatch", "ivr.retrylimit.nomatch":
      let count = counter("nomatch") + counter("ivr.retrylimit.nomatch")
      report(.nomatch(count: count, utterance: event.shownMessage ?? ""))
    default: break
    }
  }

  /// Candidates from the inside out; the highest count that the counter has reached; of these the first.
  private mutating func selectHandler(
    for event: ThrownEvent
  ) throws(ScriptFault) -> Candidate? {
    if eventsInStep <= Self.eventLimit, let found = try select(from: flowHandlers(for: event.name)) {
      return found
    }
    // A company's own defaults, then the built-in ones.
    for document in defaults.layers {
      let handlers = matching(event.name, in: document.document.handlers, of: .platform(document), isDefault: true)
      if let found = try select(from: handlers) { return found }
    }
    return nil
  }

  private struct Candidate {
    let handler: Handler
    let counter: Int
    let home: ContentHome
    /// Whether only the platform catches the event.
    let isDefault: Bool
  }

  private func flowHandlers(for event: String) -> [Candidate] {
    var handlers: [Candidate] = []
    let home = context.dialogHome
    if let item = currentItem { handlers += matching(event, in: item.handlers, of: home) }
    if let dialog { handlers += matching(event, in: dialog.handlers, of: home) }
    for document in [context.document, context.root].compactMap(\.self) {
      handlers += matching(event, in: document.document.handlers, of: .flow(document))
    }
    return handlers
  }

  /// Whether the flow, as it stands, has a handler that names the event or a part of its name.
  func catchesByName(_ event: String) -> Bool {
    flowHandlers(for: event).contains { candidate in
      candidate.handler.events.contains { $0 != "." && EventName.pattern($0, catches: event) }
    }
  }

  /// The handlers that catch an event, each with the counter of the name it is written for: a handler of `error`
  /// counts all errors, one of `error.badfetch` only those (§5.2.2).
  private func matching(
    _ event: String, in handlers: [Handler], of home: ContentHome, isDefault: Bool = false
  ) -> [Candidate] {
    handlers.compactMap { handler in
      if handler.events.isEmpty {
        return Candidate(handler: handler, counter: counter(event), home: home, isDefault: isDefault)
      }
      let names = handler.events.filter { EventName.pattern($0, catches: event) }
      guard let highest = names.map({ counter(EventName.counted($0, of: event)) }).max() else { return nil }
      return Candidate(handler: handler, counter: highest, home: home, isDefault: isDefault)
    }
  }

  private mutating func select(from candidates: [Candidate]) throws(ScriptFault) -> Candidate? {
    var eligible: [Candidate] = []
    for candidate in candidates where candidate.handler.count <= candidate.counter {
      if try holds(candidate.handler.condition) { eligible.append(candidate) }
    }
    guard let count = eligible.map(\.handler.count).max() else { return nil }
    return eligible.first { $0.handler.count == count }
  }

  private mutating func run(
    _ found: Candidate, for event: ThrownEvent
  ) throws(ScriptFault) -> Outcome {
    let handler = found.handler
    let place = found.isDefault ? "platform default" : "\(handler.location)"
    report(.caught(event: event.name, message: event.shownMessage, handler: place))
    pass(handler.location, in: found.home)
    if found.isDefault && Self.endsTheCall(event) {
      report(.uncaught(event: event.name, message: event.shownMessage, location: self.place))
      failedEvent = event
    }
    context.dialog.queuesPrompts = false
    execute(handler.content, purpose: .handler(event), of: found.home)
    let scope = try anonymousScope()
    try script.set("_event", to: .string(event.name), in: scope)
    try script.set("_message", to: event.message.map(ScriptValue.string) ?? .undefined, in: scope)
    if event.isSecret { secrets.names.mark("_message", in: scope) }
    return .proceed
  }

  /// Events whose default handling is an error for whoever runs the flow.
  private static func endsTheCall(_ event: ThrownEvent) -> Bool {
    let harmless = [
      "noinput", "nomatch", "help", "cancel", "exit", "maxspeechtimeout", "connection.disconnect", "ivr.retrylimit",
      "ivr.operator",
      "ivr.maxcalltime",
    ]
    return !harmless.contains { EventName.pattern($0, catches: event.name) }
  }

  /// The very first document is bad: nobody can catch it (assertion DOC-34).
  private mutating func handleWithoutDocument(_ event: ThrownEvent) -> Outcome {
    report(.uncaught(event: event.name, message: event.shownMessage, location: flow))
    finish(CallEnd(reason: .error))
    return .wait
  }

  /// No handler at all, or no end of events.
  private mutating func giveUp(_ event: ThrownEvent) -> Outcome {
    report(.uncaught(event: event.name, message: event.shownMessage, location: place))
    leaveExecution()
    return exit(CallEnd(reason: gone ?? .error))
  }
}
